//! From the people whom the lookup names to the line that a page shows (ruling 2).

use domain::role::Role;

/// First names, unless two people share one.
pub(crate) fn audience(known: &people::Audience) -> kit::who::Audience {
    fn first(name: &str) -> &str {
        name.split_whitespace().next().unwrap_or(name)
    }
    let names = known
        .others
        .iter()
        .map(|name| {
            let alike = known
                .others
                .iter()
                .filter(|other| first(other) == first(name))
                .count();
            if alike > 1 {
                name.clone()
            } else {
                first(name).to_owned()
            }
        })
        .collect();
    kit::who::Audience {
        you: known.you,
        names,
        roles: vec![Role::PeerWorker, Role::PeerSupervisor],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_with_one_first_name_are_told_apart() {
        let others = ["Dee Alvarez", "Loretta Hines", "Dee Ortiz"]
            .map(str::to_owned)
            .to_vec();
        let shown = audience(&people::Audience { others, you: true });
        assert_eq!(shown.names, ["Dee Alvarez", "Loretta", "Dee Ortiz"]);
    }
}
