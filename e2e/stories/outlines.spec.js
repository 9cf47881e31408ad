// What a screen reader is told, page by page. The templates name what must be there, in this order;
// dates and counts are left to the hour at which they are read.
import { expect, named, signIn, test } from "../house.js";

const FRAME = `
- link "Skip to main content"
- banner:
  - link "Fullcup"
  - link "Help now"`;

const NAVIGATION = `
- navigation "Main":
  - link "Today"
  - link "People"
  - link "Log"
  - link "Hours"
  - link "Me"
- complementary "Who can see this":
  - group: /You and Loretta can see this/`;

test("the sign-in page", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.locator("body")).toMatchAriaSnapshot(`${FRAME}
- complementary "Who can see this":
  - group: /Work can see that you signed in. Nothing else/
- main:
  - heading "Welcome back" [level=1]
  - textbox "Email"
  - textbox "Password"
  - button "Sign in"
  - checkbox /Someone else uses this phone/
  - paragraph:
    - link "I can’t sign in"
`);
});

test("Today with its work open", async ({ page, house }) => {
  await signIn(page, named(house, "Dee Alvarez"));
  await page.goto("/today?work=1");
  await expect(page.locator("body")).toMatchAriaSnapshot(`${FRAME}
${NAVIGATION.replace("/You and Loretta can see this/", "/On this page Private Work/")}
- main:
  - heading /Good (morning|afternoon|evening), Dee/ [level=1]
  - paragraph: /\\w+day, \\w+ \\d+/
  - region /[Oo](n|ff) duty|hours/:
    - heading /[Oo](n|ff) duty|hours/ [level=2]
    - link "Change"
  - region "How full is your cup?":
    - heading "How full is your cup?" [level=2]
    - group "How full is your cup?":
      - button "Empty"
      - button "Low"
      - button "Half"
      - button "Good"
      - button "Full"
  - region /Next at|Now|Nothing more planned today/:
    - heading [level=2]
  - region "Offered to you":
    - heading "Offered to you" [level=2]
    - list:
      - listitem:
        - button /Take it up/
        - button /Not now/
  - region "People to follow up with":
    - heading "People to follow up with" [level=2]
    - link "Everyone"
    - list:
      - listitem:
        - link /\\w+ \\w\\./
        - text: /\\w+/
        - link /Log it/
  - region "You were writing":
    - heading "You were writing" [level=2]
    - list:
      - listitem:
        - link /About|A contact/
    - paragraph: Only you can see drafts.
  - region "Logged today":
    - heading "Logged today" [level=2]
- contentinfo "About you":
  - paragraph: Signed in as Dee Alvarez
`);
});

test("logging a contact", async ({ page, house }) => {
  await signIn(page, named(house, "Dee Alvarez"));
  await page.goto("/contacts/new");
  await expect(page.locator("body")).toMatchAriaSnapshot(`${FRAME}
- complementary "Who can see this":
  - group: /You and Loretta can see this/
- main:
  - link "Today"
  - heading "Log a contact" [level=1]
  - group "Who with?":
    - checkbox /\\w+ \\w\\./
  - button "Someone else"
  - group "What kind?":
    - radio "In person"
    - radio "Call"
    - radio "Text"
    - radio "Group"
    - radio "Errand"
    - radio "Tried"
  - group "Minutes":
    - radio "5"
    - radio "15"
    - radio "30"
    - radio "45"
    - radio "60"
    - radio "Other"
  - group: More about it
  - text: /You and Loretta can see it/
  - button "Save contact"
`);
});

test("the people I walk alongside", async ({ page, house }) => {
  await signIn(page, named(house, "Dee Alvarez"));
  await page.goto("/people");
  await expect(page.locator("body")).toMatchAriaSnapshot(`${FRAME}
${NAVIGATION}
- main:
  - heading "People I walk alongside" [level=1]
  - paragraph: Whoever may need you soonest comes first.
  - searchbox "Find someone"
  - button "Find"
  - link "Add someone"
  - region "People":
    - list:
      - listitem:
        - link /\\w+ \\w\\./
        - text: /Seen/
`);
});

test("a person’s page", async ({ page, house }) => {
  await signIn(page, named(house, "Dee Alvarez"));
  await page.goto("/people");
  await page.locator("main").getByRole("link", { name: "Vern L." }).click();
  await expect(page.locator("body")).toMatchAriaSnapshot(`${FRAME}
${NAVIGATION}
- main:
  - link "People"
  - heading "Vern L." [level=1]
  - link "Text Vern L."
  - link "Call Vern L."
  - link "Log it Vern L."
  - region "Next step":
    - heading "Next step" [level=2]
  - region "Planned":
    - heading "Planned" [level=2]
  - region "Contacts":
    - heading "Contacts" [level=2]
    - list:
      - listitem:
        - link /minutes|hour|Text/
  - region "Details":
    - heading "Details" [level=2]
    - term: Name used
    - definition: Vern L.
  - region "Who can see this":
    - heading "Who can see this" [level=2]
    - list:
      - listitem: You
      - listitem: Loretta Hines
  - region "Hand-overs":
    - heading "Hand-overs" [level=2]
  - region "Who looked":
    - heading "Who looked" [level=2]
    - paragraph: Every look and every change is written down.
`);
});
