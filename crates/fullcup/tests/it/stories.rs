//! Small stories of practices that the seeds ask for, each through the doors alone.

use testkit::{House, Person, Shown, cast::ANDRE};

async fn logged(person: &mut Person, fields: &[(&str, &str)]) -> Shown {
    let with = ANDRE.id.to_string();
    let form = person.get(&format!("/contacts/new?with={with}")).await;
    assert_eq!(form.status.as_u16(), 200);
    let shown = person.submit("/contacts", fields).await;
    assert!(
        shown.path.ends_with("/saved"),
        "{}: {}",
        shown.path,
        shown.text()
    );
    let contact = shown.path.trim_end_matches("/saved").to_owned();
    person.get(&contact).await
}

/// The values that a field of the form offers.
fn offered(page: &Shown, name: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(&page.body);
    let every = format!("[name='{name}'][value], select[name='{name}'] option[value]");
    let every = scraper::Selector::parse(&every).expect("a selector");
    let values = document.select(&every).filter_map(|one| one.attr("value"));
    values
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a choice of the form is called.
fn label(page: &Shown, name: &str, value: &str) -> String {
    let document = scraper::Html::parse_document(&page.body);
    let choice =
        format!("[name='{name}'][value='{value}'], [name='{name}'] option[value='{value}']");
    let choice = scraper::Selector::parse(&choice).expect("a selector");
    let choice = document.select(&choice).next().expect("the choice");
    let within = choice.parent().and_then(scraper::ElementRef::wrap);
    let said = if choice.value().name() == "option" {
        Some(choice)
    } else {
        within
    };
    said.map(|said| said.text().collect::<String>().trim().to_owned())
        .unwrap_or_default()
}

async fn form(house: &House) -> Shown {
    house.dee().await.get("/contacts/new").await
}

// coverage: 45, 126
#[tokio::test]
async fn where_and_how_people_met_stands_on_the_contact() {
    let house = testkit::house().await;
    let page = form(&house).await;
    let (settings, modes) = (offered(&page, "setting"), offered(&page, "mode"));
    for place in [
        "shelter",
        "custody",
        "recovery-center",
        "street",
        "hospital",
    ] {
        assert!(
            settings.iter().any(|slug| slug.contains(place)),
            "{place}: {settings:?}"
        );
    }
    assert!(modes.len() >= 3, "{modes:?}");
    let mut dee = house.dee().await;
    for setting in &settings {
        let mode = modes[0].as_str();
        let fields = [
            ("kind", "walk"),
            ("minutes", "30"),
            ("setting", setting.as_str()),
            ("mode", mode),
        ];
        let shown = logged(&mut dee, &fields).await;
        let word = label(&page, "setting", setting);
        assert!(
            shown.says(&word),
            "{setting} is not told as {word:?}: {}",
            shown.text()
        );
    }
}

// coverage: 152
#[tokio::test]
async fn a_contact_says_which_kinds_of_support_it_was() {
    let house = testkit::house().await;
    let page = form(&house).await;
    let support = offered(&page, "support");
    assert_eq!(support, ["emotional", "social", "practical", "information"]);
    let mut dee = house.dee().await;
    let fields = [
        ("kind", "call"),
        ("minutes", "15"),
        ("support", "emotional"),
        ("support", "practical"),
    ];
    let shown = logged(&mut dee, &fields).await;
    for slug in &support {
        let word = label(&page, "support", slug);
        let was = ["emotional", "practical"].contains(&slug.as_str());
        assert_eq!(shown.says(&word), was, "{word}: {}", shown.text());
    }
}

// coverage: 141
#[tokio::test]
async fn going_along_and_walking_together_are_kinds_of_their_own() {
    let house = testkit::house().await;
    let page = form(&house).await;
    let mut kinds = offered(&page, "kind");
    kinds.extend(offered(&page, "kind_more"));
    for kind in ["walk", "court", "appointment", "waiting-with", "bedside"] {
        assert!(
            kinds.iter().any(|slug| slug.contains(kind)),
            "{kind}: {kinds:?}"
        );
    }
    let mut dee = house.dee().await;
    let shown = logged(&mut dee, &[("kind", "walk"), ("minutes", "45")]).await;
    assert!(
        shown.text().to_lowercase().contains("walk"),
        "{}",
        shown.text()
    );
}

// coverage: 125
#[tokio::test]
async fn the_note_is_a_note_and_no_clinical_form() {
    let house = testkit::house().await;
    let page = form(&house).await;
    let document = scraper::Html::parse_document(&page.body);
    let every =
        scraper::Selector::parse("input[name], select[name], textarea[name]").expect("a selector");
    let names: std::collections::BTreeSet<_> = document
        .select(&every)
        .filter_map(|one| one.attr("name"))
        .collect();
    assert!(names.contains("note"), "{names:?}");
    let clinical = [
        "diagnos",
        "symptom",
        "medic",
        "dose",
        "treat",
        "assess",
        "risk",
        "mental_status",
        "plan",
        "goal_progress",
        "code",
        "icd",
        "billing",
        "intervention",
        "substance",
        "sober",
    ];
    for name in &names {
        assert!(
            clinical.iter().all(|word| !name.contains(word)),
            "a field is called {name}"
        );
    }
    // A place may be called so; nothing about a person is.
    let text = page
        .text()
        .to_lowercase()
        .replace("residential treatment", "");
    for word in [
        "diagnos",
        "symptom",
        "medication",
        "assessment",
        "treatment",
        "billing",
    ] {
        assert!(!text.contains(word), "the form says {word}");
    }
    // Nothing but who, kind and how long has to be there.
    let mut dee = house.dee().await;
    logged(&mut dee, &[("kind", "call"), ("minutes", "15")]).await;
}

// coverage: 142
#[tokio::test]
async fn words_that_put_the_person_first_are_offered_and_never_demanded() {
    let house = testkit::house().await;
    let page = form(&house).await;
    let document = scraper::Html::parse_document(&page.body);
    let note = scraper::Selector::parse("textarea[name='note']").expect("a selector");
    let note = document.select(&note).next().expect("the note");
    let parts = scraper::Selector::parse("[data-part~='hints']").expect("a selector");
    let hinted = note
        .attr("data-part")
        .is_some_and(|part| part.contains("hints"))
        || document.select(&parts).next().is_some();
    assert!(hinted, "nothing offers other words beside the note");
    let found = domain::language::hints("He is an addict.");
    assert!(!found.is_empty() && found.iter().all(|hint| !hint.prefer.is_empty()));
    assert!(domain::language::hints("He said \u{201c}I am an addict\u{201d}.").is_empty());
    // Saved as it was written, with no word about it.
    let mut dee = house.dee().await;
    let shown = logged(
        &mut dee,
        &[
            ("kind", "call"),
            ("minutes", "15"),
            ("note", "He is an addict."),
        ],
    )
    .await;
    assert!(shown.says("He is an addict."), "{}", shown.text());
}

// coverage: 46
#[tokio::test]
async fn a_public_event_is_counted_by_number_and_names_nobody() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let form = dee.get("/contacts/new").await;
    let mut kinds = offered(&form, "kind");
    kinds.extend(offered(&form, "kind_more"));
    let event = kinds.iter().find(|slug| {
        slug.contains("event") || slug.contains("outreach") || slug.contains("public")
    });
    let event = event
        .unwrap_or_else(|| panic!("no public event: {kinds:?}"))
        .clone();
    let fields = [
        ("kind_more", event.as_str()),
        ("minutes", "60"),
        ("public", "40"),
    ];
    let shown = dee.submit("/contacts", &fields).await;
    assert!(shown.path.ends_with("/saved"), "{}", shown.text());
    let contact = shown.path.trim_end_matches("/saved").to_owned();
    let shown = dee.get(&contact).await;
    assert!(shown.says("40"), "{}", shown.text());
    assert!(!shown.says(ANDRE.name), "{}", shown.text());
}
