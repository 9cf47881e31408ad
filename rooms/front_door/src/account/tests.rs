//! Stories of my account.

use people::{audit, password};
use testkit::{House, cast, house};

const PASSWORD: &str = "seven green kites over town";
const ANOTHER: &str = "old boats rest in quiet mud";

/// Gives Dee a password, as she has one in life.
async fn dee_has_a_password(house: &House) {
    let chance = house.chance.clone();
    let hash = house.web.hasher.hash(PASSWORD, &*chance).expect("a turn");
    let now = house.clock.seconds();
    house
        .write(move |tx| password::set(tx, cast::HARBOR, cast::DEE.account, &hash, now))
        .await;
}

#[tokio::test]
async fn everyone_has_their_own_account_page_and_no_one_elses() {
    let house = house().await;
    for member in [
        cast::DEE,
        cast::LORETTA,
        cast::SAM,
        cast::PRIYA,
        cast::OLIVER,
    ] {
        let mut person = house.sign_in(member).await;
        let page = person.get("/account").await;
        assert_eq!(page.status, 200, "{}", member.name);
        assert!(page.says(member.name) && page.says(member.email));
    }
    let page = house.stranger().get("/account").await;
    assert!(page.path.starts_with("/sign-in"), "{}", page.path);
}

#[tokio::test]
async fn a_new_name_is_what_colleagues_see() {
    let house = house().await;
    let mut dee = house.dee().await;
    dee.get("/account/name").await;
    let page = dee
        .submit("/account/name", &[("name", "  Delia   Alvarez ")])
        .await;
    assert!(page.says("Delia Alvarez") && page.says("Your name is changed."));
    dee.get("/account/name").await;
    let page = dee.submit("/account/name", &[("name", "   ")]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Write a name"));
}

#[tokio::test]
async fn colors_stay_as_they_were_chosen() {
    let house = house().await;
    let mut dee = house.dee().await;
    dee.get("/account").await;
    let page = dee.submit("/account/display", &[("theme", "sun")]).await;
    assert!(page.body.contains(r#"data-theme="sun""#));
    let page = dee.post("/account/display", &[("theme", "stripes")]).await;
    assert!(page.body.contains(r#"data-theme="sun""#));
}

#[tokio::test]
async fn a_new_password_wants_the_old_one_and_signs_out_every_other_device() {
    let house = house().await;
    dee_has_a_password(&house).await;
    let (mut dee, mut elsewhere) = (house.dee().await, house.dee().await);
    let before = dee.cookies();
    dee.get("/account/password").await;
    let page = dee
        .submit(
            "/account/password",
            &[
                ("old_password", "not this one at all"),
                ("new_password", ANOTHER),
            ],
        )
        .await;
    assert_eq!(page.status, 422);
    assert!(!page.body.contains(ANOTHER), "a password never comes back");

    let page = dee
        .submit(
            "/account/password",
            &[("old_password", PASSWORD), ("new_password", "short")],
        )
        .await;
    assert_eq!(page.status, 422);

    let page = dee
        .submit(
            "/account/password",
            &[("old_password", PASSWORD), ("new_password", ANOTHER)],
        )
        .await;
    assert!(page.says("Your password is changed."), "{}", page.text());
    assert_ne!(dee.cookies(), before, "the session has a new token");
    assert!(elsewhere.get("/account").await.path.starts_with("/sign-in"));
    let written = house
        .read(|tx| {
            let only = audit::Filter {
                action: "password.change".into(),
                ..Default::default()
            };
            audit::list(tx, cast::HARBOR, &only, audit::Place::TOP, 5)
        })
        .await;
    assert_eq!(written.len(), 1);
    assert!(dee.get("/account").await.says("Your password was changed."));
    dee.get("/account/password").await;
    let old = [
        ("old_password", PASSWORD),
        ("new_password", "grey geese cross the long field"),
    ];
    assert_eq!(dee.submit("/account/password", &old).await.status, 422);
}

/// The secret for the app, as it stands on the page.
fn secret_on(page: &str) -> &str {
    page.split("<code>")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .expect("the secret")
}

/// What the app shows now.
fn code_of_the_app(house: &House, page: &str) -> String {
    let secret = secret_on(page);
    let url = format!("otpauth://totp/Fullcup:Dee?secret={secret}&issuer=Fullcup");
    let app = totp_rs::Totp::from_url(url).expect("an app");
    app.generate(house.clock.seconds().cast_unsigned())
        .to_string()
}

#[tokio::test]
async fn six_digit_codes_are_off_until_the_first_one_fits() {
    let house = house().await;
    let mut dee = house.dee().await;
    dee.get("/account/codes").await;
    let page = dee.submit("/account/codes/start", &[]).await;
    assert_eq!(page.path, "/account/codes");
    assert!(page.body.contains("<svg role=\"img\""));
    let page = dee
        .submit("/account/codes/confirm", &[("code", "000000")])
        .await;
    assert_eq!(page.status, 422);
    assert!(page.says("That code doesn’t fit."));
    assert!(dee.get("/account").await.says("Six-digit codes Off"));

    let page = dee.get("/account/codes").await;
    let code = code_of_the_app(&house, &page.body);
    let secret = secret_on(&page.body);
    let before = dee.cookies();
    let page = dee
        .submit("/account/codes/confirm", &[("code", &code)])
        .await;
    assert!(page.says("Six-digit codes are on."), "{}", page.text());
    assert_ne!(dee.cookies(), before, "the session has a new token");
    assert!(!dee.get("/account/codes").await.body.contains(secret));
    let page = dee.submit("/account/codes/remove", &[]).await;
    assert!(page.says("Six-digit codes are off."));
}

#[tokio::test]
async fn new_recovery_codes_are_shown_once_and_counted() {
    let house = house().await;
    let mut dee = house.dee().await;
    dee.get("/account/recovery").await;
    let page = dee.submit("/account/recovery", &[]).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.body.matches("class=\"num quiet\"").count(), 10);
    let page = dee.get("/account/recovery").await;
    assert!(page.says("10 left") && !page.body.contains("class=\"num quiet\""));
}

#[tokio::test]
async fn a_device_that_is_signed_out_opens_nothing_more() {
    let house = house().await;
    let (mut dee, mut lost) = (house.dee().await, house.dee().await);
    assert_eq!(lost.get("/account").await.status, 200);
    let page = dee.get("/account").await;
    let form = page
        .body
        .split("action=\"")
        .filter_map(|part| part.split('"').next())
        .find(|path| path.starts_with("/account/devices/") && *path != "/account/devices/end")
        .expect("the other device")
        .to_owned();
    let page = dee.submit(&form, &[]).await;
    assert!(page.says("That device is signed out."));
    assert!(lost.get("/account").await.path.starts_with("/sign-in"));
    assert_eq!(dee.get("/account").await.status, 200);
}

#[tokio::test]
async fn another_persons_device_notice_or_passkey_is_not_there() {
    let house = house().await;
    let (mut dee, mut marcus) = (house.dee().await, house.marcus().await);
    marcus.get("/account").await;
    let (_, session) = sessions_of(&house, cast::MARCUS).await;
    for path in [
        format!("/account/devices/{session}/end"),
        format!("/account/notices/{session}/seen"),
        format!("/account/passkeys/{session}/rename"),
        "/account/devices/rubbish/end".to_owned(),
    ] {
        let page = dee.post(&path, &[("name", "Mine")]).await;
        assert_eq!(page.status, 404, "{path}");
    }
    assert_eq!(marcus.get("/account").await.status, 200);
}

async fn sessions_of(house: &House, member: cast::Member) -> (usize, i64) {
    let now = house.clock.seconds();
    let person = house.sign_in(member).await;
    let cookies = person.cookies();
    let token = cookies
        .split("; ")
        .find_map(|pair| pair.strip_prefix("fullcup="))
        .expect("a session")
        .to_owned();
    house
        .read(move |tx| {
            let people::session::Seen::Live(who) = people::session::look_up(tx, &token, now)?
            else {
                panic!("a live session");
            };
            let devices = people::session::devices(tx, &who, now)?;
            Ok((devices.len(), devices[0].session))
        })
        .await
}

#[tokio::test]
async fn a_notice_that_was_put_away_is_gone() {
    let house = house().await;
    let mut sam = house.sam().await;
    let account = cast::DEE.account;
    sam.get(&format!("/accounts/{account}")).await;
    sam.submit(&format!("/accounts/{account}/way-back"), &[])
        .await;
    let mut dee = house.dee().await;
    let page = dee.get("/account").await;
    assert!(
        page.says("Sam Boyd made a link that lets you back in."),
        "{}",
        page.text()
    );
    let form = page
        .body
        .split("action=\"")
        .filter_map(|part| part.split('"').next())
        .find(|path| path.starts_with("/account/notices/"))
        .expect("a notice")
        .to_owned();
    dee.submit(&form, &[]).await;
    while let Some(form) = next_notice(&dee.get("/account").await.body) {
        dee.submit(&form, &[]).await;
    }
    assert!(!dee.get("/account").await.says("News about your account"));
}

fn next_notice(page: &str) -> Option<String> {
    page.split("action=\"")
        .filter_map(|part| part.split('"').next())
        .find(|path| path.starts_with("/account/notices/"))
        .map(str::to_owned)
}

#[tokio::test]
async fn the_doors_of_client_code_hand_out_options_and_take_no_answer_twice() {
    let house = house().await;
    let mut dee = house.dee().await;
    let (status, begun) = dee
        .json("/account/passkeys/start", &serde_json::json!({}))
        .await;
    assert_eq!(status, 200);
    assert_eq!(begun["publicKey"]["rp"]["id"], "localhost");
    assert_eq!(begun["publicKey"]["user"]["displayName"], cast::DEE.name);
    let rubbish = serde_json::json!({ "ticket": begun["ticket"], "credential": {} });
    for _ in 0..2 {
        let (status, _) = dee.json("/account/passkeys/finish", &rubbish).await;
        assert_eq!(status, 422);
    }
    let page = dee.get("/account/passkeys").await;
    assert!(page.says("No passkeys yet"));
}

#[tokio::test]
async fn wrong_old_passwords_run_out_and_the_owner_still_signs_in() {
    let house = house().await;
    dee_has_a_password(&house).await;
    let mut found = house.dee().await;
    let mut answers = Vec::new();
    for _ in 0..11 {
        found.get("/account/password").await;
        let typed = [
            ("old_password", "not this one at all"),
            ("new_password", ANOTHER),
        ];
        let page = found.submit("/account/password", &typed).await;
        assert_eq!(page.status, 422);
        answers.push(page.says("That was wrong many times."));
    }
    assert_eq!(answers.iter().filter(|wait| **wait).count(), 1);
    assert!(answers[10], "the eleventh waits");
    found.get("/account/password").await;
    let right = [("old_password", PASSWORD), ("new_password", ANOTHER)];
    let page = found.submit("/account/password", &right).await;
    assert!(page.says("Wait an hour."), "the right one waits as well");

    let mut dee = house.stranger();
    dee.get("/sign-in").await;
    let way_in = [("email", cast::DEE.email), ("password", PASSWORD)];
    let page = dee.submit("/sign-in", &way_in).await;
    assert!(!page.path.starts_with("/sign-in"), "{}", page.text());

    house.clock.forward(3_601);
    let mut dee = house.dee().await;
    dee.get("/account/password").await;
    let page = dee.submit("/account/password", &right).await;
    assert!(page.says("Your password is changed."), "{}", page.text());
}

/// The fields with which Dee changes her password.
const NEW: [(&str, &str); 2] = [("old_password", PASSWORD), ("new_password", ANOTHER)];

#[tokio::test]
async fn the_second_press_of_a_new_password_ends_like_the_first() {
    let house = house().await;
    dee_has_a_password(&house).await;
    let mut first = house.dee().await;
    first.get("/account/password").await;
    let mut second = first.clone();
    first.submit("/account/password", &NEW).await;
    let page = second.submit("/account/password", &NEW).await;
    assert_eq!(page.path, "/account?said=password", "{}", page.text());
    assert!(page.says("Your password is changed."));
    assert_eq!(first.cookies(), second.cookies(), "the same session");
}

#[tokio::test]
async fn the_second_press_about_six_digit_codes_ends_like_the_first() {
    let house = house().await;
    dee_has_a_password(&house).await;
    let mut first = house.dee().await;
    first.get("/account/codes").await;
    let page = first.submit("/account/codes/start", &[]).await;
    let code = code_of_the_app(&house, &page.body);
    let mut second = first.clone();
    for press in [&mut first, &mut second] {
        let page = press
            .submit("/account/codes/confirm", &[("code", &code)])
            .await;
        assert!(page.says("Six-digit codes are on."), "{}", page.text());
    }
    first.get("/account/codes").await;
    let mut second = first.clone();
    for press in [&mut first, &mut second] {
        let page = press.submit("/account/codes/remove", &[]).await;
        assert!(page.says("Six-digit codes are off."), "{}", page.text());
    }
}

#[tokio::test]
async fn an_old_token_opens_nothing_but_the_same_form_again() {
    let house = house().await;
    dee_has_a_password(&house).await;
    let mut dee = house.dee().await;
    dee.get("/account/password").await;
    let thief = dee.clone();
    dee.submit("/account/password", &NEW).await;

    let page = thief.clone().get("/account").await;
    assert!(page.path.starts_with("/sign-in"), "{}", page.path);
    for fields in [
        [
            ("old_password", PASSWORD),
            ("new_password", "another one by a thief"),
        ],
        [
            ("old_password", "a guess of a thief"),
            ("new_password", ANOTHER),
        ],
    ] {
        let page = thief.clone().submit("/account/password", &fields).await;
        assert_eq!(page.status, 401, "{}", page.text());
    }
    let other = thief
        .clone()
        .post("/account/name", &[("name", "A thief")])
        .await;
    assert_eq!(other.status, 401);

    let mut late = thief.clone();
    house.clock.forward(31);
    let page = late.submit("/account/password", &NEW).await;
    assert_eq!(page.status, 401, "half a minute is over");
}

#[tokio::test]
async fn a_second_press_opens_no_session_that_has_ended() {
    let house = house().await;
    dee_has_a_password(&house).await;
    let mut first = house.dee().await;
    first.get("/account/password").await;
    let mut second = first.clone();
    first.submit("/account/password", &NEW).await;
    let mut sam = house.sam().await;
    let dee = format!("/accounts/{}", cast::DEE.account);
    sam.get(&dee).await;
    sam.submit(&format!("{dee}/standing"), &[("standing", "suspended")])
        .await;
    let page = second.submit("/account/password", &NEW).await;
    assert_eq!(page.status, 401, "{}", page.text());
}
