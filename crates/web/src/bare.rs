//! Modules as they are sent: line for line as they are written, with their comments left blank. The comments,
//! which carry the types, are a third of the letters, and a phone on a weak line pays for each.

/// Leaves every line that is a comment blank. Other lines stay as they are, so that a line number in a
/// browser is the line number in the source.
pub(crate) fn bare(source: &str) -> String {
    let mut sent = String::with_capacity(source.len());
    let mut inside = false;
    for line in source.lines() {
        let code = line.trim_start();
        let starts = code.starts_with("/*");
        if inside || starts {
            // A cast stands before the code that it is about: what comes after a comment stays.
            let rest = if starts && !inside { &code[2..] } else { code };
            match rest.split_once("*/") {
                Some((_, after)) => {
                    inside = false;
                    sent.push_str(after.trim_start());
                }
                None => inside = true,
            }
        } else if !code.starts_with("//") {
            sent.push_str(line);
        }
        sent.push('\n');
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::MODULES;

    #[test]
    fn comments_are_left_blank_and_every_line_keeps_its_number() {
        let source = "// why\n/**\n * @param {string} a\n */\nexport const f = (a) => {\n  \
                      /** @type {any} */ (a).b();\n  const area = a\n    * 2; // stays\n};\n/* one */\n";
        let sent = bare(source);
        assert_eq!(
            sent,
            "\n\n\n\nexport const f = (a) => {\n(a).b();\n  const area = a\n    * 2; // stays\n};\n\n"
        );
    }

    #[test]
    fn no_text_of_a_module_is_taken_for_a_comment() {
        for (name, text) in MODULES {
            let mut ticks = 0;
            let sent = bare(text);
            assert_eq!(sent.lines().count(), text.lines().count(), "{name}");
            for (number, (line, sent)) in text.lines().zip(sent.lines()).enumerate() {
                let blank = sent.is_empty() && !line.trim().is_empty();
                assert!(!blank || ticks % 2 == 0, "{name}:{}", number + 1);
                ticks += sent.matches('`').count();
            }
        }
    }
}
