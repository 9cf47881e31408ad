//! Me is the same for everybody, and complete.

use testkit::house;

use super::rules::{DRAINS, FILLS, PARTS, PLAN, WORK_PLAN};

// coverage: 128
#[tokio::test]
async fn me_is_the_same_bytes_for_everybody() {
    let house = house().await;
    let mut stranger = house.stranger();
    let (mut dee, mut sam) = (house.dee().await, house.sam().await);
    for path in ["/me", "/me/blank-plan", "/safety", "/notes"] {
        let first = stranger.get(path).await;
        assert_eq!(first.status, 200, "{path}");
        for person in [&mut dee, &mut sam] {
            assert_eq!(first.body, person.get(path).await.body, "{path}");
        }
        assert!(!first.body.contains("Dee"), "{path}");
    }
}

#[tokio::test]
async fn what_is_typed_in_me_can_be_sent_by_no_form() {
    let house = house().await;
    let mut dee = house.dee().await;
    let me = dee.get("/me").await;
    let policy = me.header("content-security-policy");
    assert!(policy.contains("form-action 'none'"), "{policy}");
    assert!(policy.contains("img-src 'self' blob:"), "{policy}");
    assert!(!me.body.contains("method=\"post\"") && !me.body.contains(" action="));
    let today = dee.get("/today").await;
    assert!(
        today
            .header("content-security-policy")
            .contains("form-action 'self'"),
        "the others send forms"
    );
}

// coverage: 2, 3, 4, 6, 7, 8, 10, 13, 14, 15, 16, 17, 19, 20, 21, 22, 34, 36, 37, 39, 42, 43, 44, 75, 83, 84, 93, 94
// coverage: 97, 98, 99, 105, 107, 108, 109, 110, 111, 120, 122
#[tokio::test]
async fn every_place_has_its_template_and_words() {
    let house = house().await;
    let me = house.stranger().get("/me").await;
    for shelf in PARTS.iter().flat_map(|part| part.shelves) {
        let template = format!("<template id=\"v-{}\">", shelf.slug);
        assert!(me.body.contains(&template), "{template}");
    }
    for (part, _) in PLAN.iter().chain(WORK_PLAN) {
        assert!(
            me.body.contains(&format!("data-section=\"{part}\"")),
            "{part}"
        );
    }
    assert_eq!(DRAINS.len() + FILLS.len(), 14);
    // A word that nobody wrote shows up as its own id.
    for family in ["own-", "kit-level"] {
        assert!(
            !me.body.contains(family) || !me.body.contains(&format!(">{family}")),
            "{family}"
        );
    }
}

// coverage: 53
#[tokio::test]
async fn a_person_without_an_account_reads_how_to_be_safe_and_leaves() {
    let house = house().await;
    let mut stranger = house.stranger();
    let safety = stranger.get("/safety").await;
    assert!(safety.says("Leave this page now") && safety.says("belongs to your employer"));
    let notes = stranger.get("/notes").await;
    assert!(!notes.text().contains("Fullcup is") && notes.says("Nothing here."));
}
