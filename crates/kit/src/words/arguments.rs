//! Which arguments a message takes, read off its parsed form.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// Marks a reference among the names, until [`resolved`] follows it.
/// Neither an argument nor an id can begin with it.
const REFERENCE: char = '>';

/// Notes the arguments and references of every message of a file.
pub(super) fn collect(resource: &FluentResource, into: &mut BTreeMap<String, BTreeSet<String>>) {
    for entry in resource.entries() {
        if let Entry::Message(message) = entry
            && let Some(value) = &message.value
        {
            let names = into.entry(message.id.name.to_owned()).or_default();
            pattern(value, names);
        }
    }
}

/// The same with every reference replaced by the arguments of its message.
pub(super) fn resolved(
    raw: &BTreeMap<String, BTreeSet<String>>,
) -> BTreeMap<String, BTreeSet<String>> {
    raw.keys()
        .map(|id| {
            let (mut names, mut seen) = (BTreeSet::new(), BTreeSet::new());
            let mut open = vec![id.as_str()];
            while let Some(id) = open.pop() {
                if !seen.insert(id) {
                    continue;
                }
                for name in raw.get(id).into_iter().flatten() {
                    match name.strip_prefix(REFERENCE) {
                        Some(other) => open.push(other),
                        None => {
                            names.insert(name.clone());
                        }
                    }
                }
            }
            (id.clone(), names)
        })
        .collect()
}

fn pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression: found } = element {
            expression(found, names);
        }
    }
}

fn expression(found: &Expression<&str>, names: &mut BTreeSet<String>) {
    match found {
        Expression::Inline(found) => inline(found, names),
        Expression::Select { selector, variants } => {
            inline(selector, names);
            for variant in variants {
                pattern(&variant.value, names);
            }
        }
    }
}

fn inline(found: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match found {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            names.insert(format!("{REFERENCE}{}", id.name));
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline(argument, names);
            }
        }
        InlineExpression::Placeable { expression: found } => expression(found, names),
        // A term sees only the arguments written into the reference.
        InlineExpression::TermReference { .. }
        | InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. } => {}
    }
}
