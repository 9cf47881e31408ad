//! A form that brings a file (`multipart/form-data`), read as it comes, up to the door's limit.

use bytes::Bytes;
use http::{HeaderMap, header};
use http_body_util::BodyExt as _;
use hyper::body::Body;
use multer::{Constraints, Multipart, SizeLimit};
use sha2::{Digest, Sha256};

use crate::Fields;

/// The fields around a file may be so large together, in bytes.
const AROUND: usize = 64 * 1024;
/// More fields than any form with a file has.
const MOST_FIELDS: usize = 200;

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its name on the device it came from, without any folder; may be empty.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// What became of the body.
pub(crate) enum Brought {
    /// The fields, and the file if one was chosen.
    Form(Fields, Option<Upload>),
    /// More than the door takes.
    TooLarge,
    /// No such form.
    Rubbish,
    /// It did not come whole.
    Gone,
}

/// The mark between the parts, when the body is such a form.
pub(crate) fn boundary(headers: &HeaderMap) -> Option<String> {
    let sent = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(sent).ok()
}

/// Reads the form. For each file a field of its name is added that holds the file's SHA-256, so
/// that the same form with another file is another change (ruling 6).
pub(crate) async fn read<B>(body: B, boundary: String, most: usize) -> Brought
where
    B: Body<Data = Bytes> + Send,
{
    let stream = body
        .map_err(|_| std::io::Error::from(std::io::ErrorKind::UnexpectedEof))
        .into_data_stream();
    let whole = u64::try_from(most.saturating_add(AROUND)).unwrap_or(u64::MAX);
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(whole));
    let mut form = Multipart::with_constraints(stream, boundary, limits);
    let (mut fields, mut file, mut around) = (Fields::default(), None, 0);
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Brought::Form(fields, file),
            Err(error) => return told(&error),
        };
        let Some(name) = field.name().map(str::to_owned) else {
            return Brought::Rubbish;
        };
        let file_name = field.file_name().map(str::to_owned);
        let bytes = match field.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return told(&error),
        };
        if fields.0.len() == MOST_FIELDS {
            return Brought::Rubbish;
        }
        let Some(file_name) = file_name else {
            around += bytes.len();
            let Ok(value) = std::str::from_utf8(&bytes) else {
                return Brought::Rubbish;
            };
            if around > AROUND {
                return Brought::TooLarge;
            }
            if value.contains('\0') {
                return Brought::Rubbish;
            }
            fields.0.push((name, value.replace("\r\n", "\n")));
            continue;
        };
        if bytes.len() > most {
            return Brought::TooLarge;
        }
        // A browser sends an empty part without a name when nobody chose a file.
        if file.is_none() && !(file_name.is_empty() && bytes.is_empty()) {
            fields.0.push((name, digest(&bytes)));
            file = Some(Upload {
                name: last_part(&file_name),
                bytes,
            });
        }
    }
}

fn told(error: &multer::Error) -> Brought {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            Brought::TooLarge
        }
        multer::Error::StreamReadFailed(_)
        | multer::Error::IncompleteFieldData { .. }
        | multer::Error::IncompleteStream => Brought::Gone,
        _ => Brought::Rubbish,
    }
}

/// Some browsers send the folder too, which says more of a device than anyone needs.
fn last_part(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars()
        .filter(|sign| !sign.is_control())
        .take(120)
        .collect()
}

fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let hash = Sha256::digest(bytes);
    hash.iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use http_body_util::Full;

    use super::*;

    async fn sent(body: &str, most: usize) -> Brought {
        let body = body.replace('\n', "\r\n");
        read(Full::new(Bytes::from(body)), "x".to_owned(), most).await
    }

    const FORM: &str = "--x\nContent-Disposition: form-data; name=\"what\"\n\ncontacts\n\
        --x\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\mine\\\\may.csv\"\n\
        Content-Type: text/csv\n\na,b\n1,2\n--x--\n";

    #[tokio::test]
    async fn fields_and_a_file_are_read() {
        let Brought::Form(fields, Some(file)) = sent(FORM, 100).await else {
            panic!("no form");
        };
        assert_eq!(fields.get("what"), "contacts");
        assert_eq!(fields.get("file").len(), 64);
        assert_eq!(file.name, "may.csv");
        assert_eq!(&*file.bytes, b"a,b\r\n1,2");
    }

    #[tokio::test]
    async fn a_form_whose_file_nobody_chose_has_none() {
        let form = "--x\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\n\n\n--x--\n";
        assert!(matches!(sent(form, 100).await, Brought::Form(_, None)));
    }

    #[tokio::test]
    async fn a_file_over_the_limit_is_too_large() {
        let long = "1,2\n".repeat(100);
        let form = FORM.replace("1,2\n", &long);
        assert!(matches!(sent(&form, 100).await, Brought::TooLarge));
    }

    #[tokio::test]
    async fn what_breaks_off_is_no_form() {
        assert!(matches!(
            sent(&FORM[..120], 100).await,
            Brought::Gone | Brought::Rubbish
        ));
    }
}
