//! Every room of the house, in the order in which they are opened.

/// All rooms.
pub fn all() -> Vec<web::Room> {
    let mut rooms = front_door::rooms();
    rooms.extend(boundaries::rooms());
    rooms.extend(alongside::rooms());
    rooms.extend(supervision::rooms());
    rooms.extend(program::rooms());
    rooms.extend(moving::rooms());
    rooms.extend(own::rooms());
    rooms
}
