//! The body of a request: read whole, up to the door's limit, in bounded time.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, header};
use http_body_util::BodyExt;
use hyper::body::Body;

use crate::{
    Fields,
    upload::{self, Brought, Upload},
};

/// A body that takes longer is cut.
const PATIENCE: Duration = Duration::from_secs(30);
/// A file, or many sealed records, may come over a slow line: this many seconds more for each MiB that the door takes.
const PATIENCE_PER_MIB: u64 = 15;
/// Of a form over its limit, so much is still read, so that what was typed can be shown.
const SHOWN: usize = 1024 * 1024;

/// What was sent.
pub(crate) enum Sent {
    /// A form.
    Form(Fields),
    /// A form that brought a file, or could have.
    WithFile(Fields, Option<Upload>),
    /// JSON, as it came.
    Json(Bytes),
    /// Nothing.
    Empty,
    /// More than the door takes; a form that could still be read is kept.
    TooLarge(Fields),
    /// Neither a form nor JSON.
    Rubbish,
    /// It did not come, or not in time.
    Gone,
}

/// How long a body of so many bytes may take.
fn patience(most: usize) -> Duration {
    let mib = u64::try_from(most >> 20).unwrap_or(0);
    PATIENCE + Duration::from_secs(PATIENCE_PER_MIB * mib)
}

/// Reads a body of at most `limit` bytes.
pub(crate) async fn read<B>(headers: &HeaderMap, body: B, limit: usize) -> Sent
where
    B: Body<Data = Bytes> + Send,
{
    let kind = kind(headers);
    let most = if kind == Kind::Form {
        limit.max(SHOWN)
    } else {
        limit
    };
    let promised = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if promised.is_some_and(|promised| promised > most) {
        return Sent::TooLarge(Fields::default());
    }
    let bytes = match tokio::time::timeout(patience(limit), collect(body, most)).await {
        Err(_) | Ok(Collected::Gone) => return Sent::Gone,
        Ok(Collected::TooLarge) => return Sent::TooLarge(Fields::default()),
        Ok(Collected::All(bytes)) => bytes,
    };
    if bytes.is_empty() {
        return Sent::Empty;
    }
    match kind {
        Kind::Form => match Fields::parse(&bytes) {
            Ok(fields) if bytes.len() > limit => Sent::TooLarge(fields),
            Ok(fields) => Sent::Form(fields),
            Err(_) => Sent::Rubbish,
        },
        Kind::Json => Sent::Json(bytes),
        Kind::Other => Sent::Rubbish,
    }
}

enum Collected {
    All(Bytes),
    TooLarge,
    Gone,
}

async fn collect<B: Body<Data = Bytes> + Send>(body: B, most: usize) -> Collected {
    let mut body = std::pin::pin!(body);
    let mut all = BytesMut::new();
    let mut first = None;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Collected::Gone;
        };
        let Ok(data) = frame.into_data() else {
            continue;
        };
        let before = all.len() + first.as_ref().map_or(0, Bytes::len);
        if before + data.len() > most {
            return Collected::TooLarge;
        }
        // Most forms come in one piece and need no copy.
        match first.take() {
            None if all.is_empty() => first = Some(data),
            None => all.extend_from_slice(&data),
            Some(earlier) => {
                all.extend_from_slice(&earlier);
                all.extend_from_slice(&data);
            }
        }
    }
    Collected::All(first.unwrap_or_else(|| all.freeze()))
}

/// Reads a body that may bring a file of at most `most` bytes; any other form up to `limit`.
pub(crate) async fn read_file<B>(headers: &HeaderMap, body: B, most: usize, limit: usize) -> Sent
where
    B: Body<Data = Bytes> + Send,
{
    let Some(boundary) = upload::boundary(headers) else {
        return read(headers, body, limit).await;
    };
    match tokio::time::timeout(patience(most), upload::read(body, boundary, most)).await {
        Ok(Brought::Form(fields, file)) => Sent::WithFile(fields, file),
        Ok(Brought::TooLarge) => Sent::TooLarge(Fields::default()),
        Ok(Brought::Rubbish) => Sent::Rubbish,
        Err(_) | Ok(Brought::Gone) => Sent::Gone,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Form,
    Json,
    Other,
}

fn kind(headers: &HeaderMap) -> Kind {
    let sent = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    match sent.split(';').next().unwrap_or("").trim() {
        "application/x-www-form-urlencoded" => Kind::Form,
        "application/json" => Kind::Json,
        _ => Kind::Other,
    }
}
