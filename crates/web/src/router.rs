//! Which door a path belongs to. A path has at most one door for each method.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::{Door, Method, Room};

/// A door with the room that it belongs to.
pub(crate) struct Hung {
    pub(crate) room: &'static str,
    pub(crate) door: Door,
}

/// Two doors at the same place.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("two doors at {method} {path}")]
pub struct TwoDoors {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path of the second one.
    pub path: &'static str,
}

/// All doors: those without varying parts by their path, the others by their number of parts.
pub(crate) struct Router {
    doors: Vec<Hung>,
    fixed: HashMap<(Method, &'static str), usize>,
    varying: HashMap<(Method, usize), Vec<Varying>>,
}

/// The parts of a path, and the number of its door.
type Varying = (Vec<Part>, usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    // First, so that `/people/new` comes before `/people/{id}`.
    Fixed(&'static str),
    Varies(&'static str),
}

/// Names and values of the varying parts of a path.
pub(crate) type Params = Vec<(String, String)>;

impl Router {
    pub(crate) fn new(rooms: Vec<Room>) -> Result<Self, TwoDoors> {
        let mut router = Self {
            doors: vec![],
            fixed: HashMap::new(),
            varying: HashMap::new(),
        };
        for room in rooms {
            for door in room.doors {
                router.hang(Hung {
                    room: room.name,
                    door,
                })?;
            }
        }
        for list in router.varying.values_mut() {
            list.sort();
        }
        Ok(router)
    }

    fn hang(&mut self, hung: Hung) -> Result<(), TwoDoors> {
        let (method, path) = (hung.door.method, hung.door.path);
        let at = self.doors.len();
        self.doors.push(hung);
        let twice = TwoDoors {
            method: method.name(),
            path,
        };
        if !path.contains('{') {
            return if self.fixed.insert((method, path), at).is_none() {
                Ok(())
            } else {
                Err(twice)
            };
        }
        let parts: Vec<Part> = path.split('/').map(part).collect();
        let shape = |parts: &[Part]| -> Vec<Option<&str>> {
            parts
                .iter()
                .map(|part| {
                    if let Part::Fixed(text) = part {
                        Some(*text)
                    } else {
                        None
                    }
                })
                .collect()
        };
        let list = self.varying.entry((method, parts.len())).or_default();
        if list.iter().any(|(known, _)| shape(known) == shape(&parts)) {
            return Err(twice);
        }
        list.push((parts, at));
        Ok(())
    }

    /// The door at a path, with what stands in the varying parts.
    pub(crate) fn find(&self, method: Method, path: &str) -> Option<(&Hung, Params)> {
        if let Some(at) = self.fixed.get(&(method, path)) {
            return Some((&self.doors[*at], vec![]));
        }
        let list = self.varying.get(&(method, path.split('/').count()))?;
        list.iter()
            .find_map(|(parts, at)| Some((&self.doors[*at], params(parts, path)?)))
    }

    /// The paths of doors whose answer is the same for everybody.
    pub(crate) fn published(&self) -> Vec<&'static str> {
        let doors = self.doors.iter().filter(|hung| hung.door.published);
        let mut paths: Vec<_> = doors.map(|hung| hung.door.path).collect();
        paths.sort_unstable();
        paths
    }

    /// Whether there is a door that acts at this path.
    pub(crate) fn acts(&self, path: &str) -> bool {
        self.find(Method::Post, path).is_some()
    }
}

fn part(text: &'static str) -> Part {
    match text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'))
    {
        Some(name) => Part::Varies(name),
        None => Part::Fixed(text),
    }
}

fn params(parts: &[Part], path: &str) -> Option<Params> {
    let mut params = Vec::new();
    for (part, text) in parts.iter().zip(path.split('/')) {
        match part {
            Part::Fixed(known) if *known == text => {}
            Part::Fixed(_) => return None,
            Part::Varies(_) if text.is_empty() => return None,
            Part::Varies(name) => {
                let value = percent_decode_str(text).decode_utf8().ok()?;
                params.push(((*name).to_owned(), value.into_owned()));
            }
        }
    }
    Some(params)
}

#[cfg(test)]
mod tests {
    use domain::circle::Circle;

    use super::*;
    use crate::{Answer, Ask, Refusal};

    async fn nothing(_: Ask) -> Result<Answer, Refusal> {
        Ok(Answer::Nothing)
    }

    fn router(paths: &[&'static str]) -> Result<Router, TwoDoors> {
        let room = paths
            .iter()
            .fold(Room::new("test", Circle::House), |room, path| {
                room.show_anyone(path, nothing)
            });
        Router::new(vec![room])
    }

    fn find(router: &Router, path: &str) -> Option<(&'static str, Params)> {
        router
            .find(Method::Get, path)
            .map(|(hung, params)| (hung.door.path, params))
    }

    #[test]
    fn a_path_finds_its_door_and_nothing_else() {
        let router = router(&[
            "/",
            "/people",
            "/people/{id}",
            "/people/new",
            "/people/{id}/end",
        ])
        .expect("doors");
        assert_eq!(find(&router, "/"), Some(("/", vec![])));
        assert_eq!(find(&router, "/people/new"), Some(("/people/new", vec![])));
        let id = vec![("id".to_owned(), "a b".to_owned())];
        assert_eq!(
            find(&router, "/people/a%20b"),
            Some(("/people/{id}", id.clone()))
        );
        assert_eq!(
            find(&router, "/people/a%20b/end"),
            Some(("/people/{id}/end", id))
        );
        for path in [
            "",
            "/people/",
            "/people//end",
            "/People",
            "/people/x/y",
            "/people/%ff",
            "people",
        ] {
            assert_eq!(find(&router, path), None, "{path}");
        }
        assert!(router.find(Method::Post, "/people").is_none());
    }

    #[test]
    fn two_doors_at_one_place_are_refused() {
        assert!(router(&["/a", "/a"]).is_err());
        assert!(router(&["/a/{id}", "/a/{other}"]).is_err());
    }
}
