//! Short names that stand for one another. Folded, everyday US English and
//! Spanish ones; the first of each line is the long form.

use std::{collections::HashMap, sync::LazyLock};

const FAMILIES: &[&[&str]] = &[
    &["abigail", "abby", "gail"],
    &["alejandro", "alex", "ale", "jandro"],
    &["alejandra", "alex", "ale"],
    &["alexander", "alex", "xander", "al", "sasha"],
    &["alexandra", "alex", "sandra", "lexi", "sasha"],
    &["andrew", "andy", "drew"],
    &["anthony", "tony", "ant"],
    &["antonio", "tony", "tono"],
    &["barbara", "barb", "barbie"],
    &["benjamin", "ben", "benny", "benji"],
    &["brianna", "bri"],
    &[
        "catherine",
        "katherine",
        "kathryn",
        "cathy",
        "kathy",
        "kate",
        "katie",
        "kat",
        "kitty",
    ],
    &["charles", "charlie", "chuck", "chas"],
    &["christina", "kristina", "chris", "tina", "chrissy"],
    &["christine", "chris", "chrissy", "tina"],
    &["christopher", "chris", "topher", "kit"],
    &["cynthia", "cindy"],
    &["daniel", "dan", "danny"],
    &["danielle", "dani"],
    &["david", "dave", "davey"],
    &["deborah", "debra", "deb", "debbie"],
    &["dolores", "lola", "lolita"],
    &["donald", "don", "donny"],
    &["dorothy", "dot", "dottie", "dolly"],
    &["edward", "ed", "eddie", "ted", "ned"],
    &["eduardo", "eddie", "lalo"],
    &[
        "elizabeth",
        "liz",
        "lizzie",
        "beth",
        "betsy",
        "betty",
        "eliza",
        "libby",
        "ellie",
    ],
    &["enrique", "kike", "quique"],
    &["ezekiel", "zeke"],
    &["francisco", "paco", "pancho", "frank", "cisco"],
    &["francis", "frank", "frankie"],
    &["frances", "fran", "frankie", "francie"],
    &["frederick", "fred", "freddy"],
    &["gabriel", "gabe"],
    &["gabriela", "gabby", "gaby"],
    &["gregory", "greg"],
    &["guadalupe", "lupe", "lupita"],
    &["guillermo", "memo", "willy"],
    &["henry", "hank", "harry"],
    &["ignacio", "nacho"],
    &[
        "isabel", "isabella", "isabelle", "bella", "izzy", "isa", "belle",
    ],
    &["jacob", "jake"],
    &["jacqueline", "jackie"],
    &["james", "jim", "jimmy", "jamie"],
    &["jennifer", "jen", "jenn", "jenny"],
    &["jeffrey", "geoffrey", "jeff"],
    &["jesus", "chuy"],
    &["john", "jon", "johnny", "jack", "jonny"],
    &["jonathan", "jon", "jonny"],
    &["jose", "pepe", "joe"],
    &["joseph", "joe", "joey"],
    &["joshua", "josh"],
    &["juan", "juanito", "johnny"],
    &["judith", "judy"],
    &["kenneth", "ken", "kenny"],
    &["kimberly", "kim", "kimmy"],
    &["lawrence", "laurence", "larry"],
    &["leonard", "len", "lenny", "leo"],
    &["luis", "lucho", "louie"],
    &["louis", "lou", "louie"],
    &["manuel", "manny", "manolo"],
    &[
        "margaret", "maggie", "meg", "peggy", "marge", "margie", "greta", "rita",
    ],
    &["maria", "mari", "mary"],
    &["martin", "marty"],
    &["matthew", "matt", "matty"],
    &["melissa", "mel", "missy", "lissa"],
    &["michael", "mike", "mikey", "mick", "mickey"],
    &["michelle", "shelly", "chelle"],
    &["miguel", "mike", "migue"],
    &["nathaniel", "nathan", "nate", "nat"],
    &["nicholas", "nicolas", "nick", "nicky", "nico"],
    &["nicole", "nicky", "nikki"],
    &["oliver", "ollie"],
    &["pamela", "pam"],
    &["patricia", "pat", "patty", "trish", "tricia"],
    &["patrick", "pat", "paddy", "rick"],
    &["peter", "pete"],
    &["philip", "phillip", "phil"],
    &["rafael", "raphael", "rafa", "rafi"],
    &["randall", "randolph", "randy"],
    &["raymond", "ray"],
    &["rebecca", "becca", "becky"],
    &["ricardo", "rick", "ricky", "rico"],
    &["richard", "rich", "richie", "rick", "ricky", "dick"],
    &["robert", "rob", "robbie", "bob", "bobby", "bert"],
    &["roberto", "beto", "rob"],
    &["ronald", "ron", "ronnie"],
    &["samantha", "sam", "sammy"],
    &["samuel", "sam", "sammy"],
    &["sandra", "sandy"],
    &["sarah", "sara", "sally", "sadie"],
    &["stephanie", "steph", "stephie"],
    &["steven", "stephen", "steve", "stevie"],
    &["susan", "sue", "susie", "suzie"],
    &["teresa", "theresa", "terry", "tess", "tere"],
    &["theodore", "ted", "teddy", "theo"],
    &["thomas", "tom", "tommy"],
    &["timothy", "tim", "timmy"],
    &["valerie", "val"],
    &["veronica", "roni", "vero"],
    &["victoria", "vicky", "tori"],
    &["vincent", "vince", "vinny"],
    &["virginia", "ginny", "ginger"],
    &["walter", "walt", "wally"],
    &["william", "will", "willie", "bill", "billy", "liam"],
    &["zachary", "zach", "zack"],
];

/// In which families of the table a name stands.
static STANDS: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut stands: HashMap<&'static str, Vec<usize>> = HashMap::new();
    for (at, family) in FAMILIES.iter().enumerate() {
        for name in *family {
            stands.entry(name).or_default().push(at);
        }
    }
    stands
});

/// The families that a folded name belongs to, in the order of the table; most names have none.
pub fn families(word: &str) -> &'static [usize] {
    STANDS.get(word).map_or(&[], Vec::as_slice)
}

/// The long form of a name, or the word itself. Where a short form belongs to
/// several, the first of them, so that all of the family agree where they can.
pub fn usual(word: &str) -> &str {
    families(word)
        .first()
        .and_then(|family| FAMILIES[*family].first().copied())
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn short_names_belong_to_long_ones() {
        let same = |one, other| families(one).iter().any(|at| families(other).contains(at));
        assert!(same("bob", "robert") && same("liz", "betty") && same("chuy", "jesus"));
        assert!(!same("bob", "bill"));
        assert_eq!(usual("bobby"), "robert");
        assert_eq!(usual("tanisha"), "tanisha");
    }

    #[test]
    fn the_table_is_folded_and_says_nothing_twice() {
        for family in FAMILIES {
            assert!(family.len() > 1);
            for (place, name) in family.iter().enumerate() {
                assert_eq!(fold(name), **name);
                assert!(!family[..place].contains(name), "{name}");
            }
        }
    }
}
