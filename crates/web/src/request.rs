//! One request through the house: find the door, see who asks, guard it, run it, answer.

use std::{net::IpAddr, sync::Arc, time::Instant};

use bytes::Bytes;
use domain::{circle::Circle, id::AccountId};
use http::{
    HeaderMap, HeaderValue, Method as Verb, Request, Response, StatusCode, header, request,
};
use http_body_util::Full;
use hyper::body::Body;

use crate::{
    Answer, Ask, Door, Fields, House, Method, Opens, Refusal, Sending,
    ask::Sent,
    body, cookie, headers, net, panic, renewed, reply,
    room::BODY_LIMIT,
    router::Hung,
    session::{self, Person},
};

/// Answers one request. `peer` is the address at the other end of the connection.
///
/// Never fails and never panics: whatever goes wrong is an answer of its own.
pub async fn answer<B>(
    house: &Arc<House>,
    request: Request<B>,
    peer: Option<IpAddr>,
) -> Response<Sending>
where
    B: Body<Data = Bytes> + Send,
{
    let started = Instant::now();
    let (head, body) = request.into_parts();
    let mut seen = Seen { room: "", door: "" };
    let mut response = if house.assets.holds(head.uri.path()) {
        asset(house, &head).unwrap_or_else(|| bare(StatusCode::NOT_FOUND))
    } else {
        let whole = panic::guard(|| Box::pin(through(house, head, body, peer, &mut seen))).await;
        whole.unwrap_or_else(|_| bare(StatusCode::INTERNAL_SERVER_ERROR))
    };
    headers::add(response.headers_mut(), house.https());
    let took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    let Seen { room, door } = seen;
    tracing::info!(
        room,
        door,
        status = response.status().as_u16(),
        took_us,
        "answered"
    );
    response
}

/// Most bytes that are read for whoever is not known to be let in.
const MOST_FROM_ANYONE: usize = 512 * 1024;

/// What a log may say of a request: room and door, never the path itself.
///
/// **Invariant:** which private door was opened stands in no log, not even without a name: in a small
/// program the hour of a line would be enough to know whose it was
/// (`which_private_door_was_opened_stands_in_no_log`).
struct Seen {
    room: &'static str,
    door: &'static str,
}

impl Seen {
    fn note(&mut self, hung: &Hung) {
        (self.room, self.door) = match hung.door.circle {
            Circle::Private | Circle::Anonymous => (hung.door.circle.slug(), ""),
            Circle::Shared | Circle::Work | Circle::House => (hung.room, hung.door.path),
        };
    }
}

fn asset(house: &House, head: &request::Parts) -> Option<Response<Sending>> {
    let reads = matches!(head.method, Verb::GET | Verb::HEAD);
    house
        .assets
        .answer(head.uri.path(), &head.headers)
        .filter(|_| reads)
        .map(|response| response.map(Sending::from))
}

/// An answer without a page, for when not even that can be made.
pub(crate) fn bare(status: StatusCode) -> Response<Sending> {
    let text = status.canonical_reason().unwrap_or("");
    let mut response = Response::new(Sending::from(Full::new(Bytes::from_static(
        text.as_bytes(),
    ))));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

async fn through<B>(
    house: &Arc<House>,
    head: request::Parts,
    body: B,
    peer: Option<IpAddr>,
    seen: &mut Seen,
) -> Response<Sending>
where
    B: Body<Data = Bytes> + Send,
{
    let reads = matches!(head.method, Verb::GET | Verb::HEAD);
    let method = match head.method {
        Verb::GET | Verb::HEAD => Some(Method::Get),
        Verb::POST => Some(Method::Post),
        _ => None,
    };
    let (hung, params) = match method.and_then(|method| house.router.find(method, head.uri.path()))
    {
        Some((hung, params)) => (Some(hung), params),
        None => (None, vec![]),
    };
    if let Some(hung) = hung {
        seen.note(hung);
    }
    let mut limit = hung.map_or(BODY_LIMIT, |hung| hung.door.body_limit);
    // Much fills memory: it is read only for somebody who may bring it.
    if let Some(door) = hung.map(|hung| &hung.door)
        && !reads
        && !door.takes_file
        && limit > MOST_FROM_ANYONE
        && !may_bring(house, &head.headers, door).await
    {
        limit = BODY_LIMIT;
    }
    let sent = if reads {
        body::Sent::Empty
    } else if let Some(door) = hung.map(|hung| &hung.door).filter(|door| door.takes_file) {
        // A file fills memory: it is read only for somebody who may bring one.
        if may_bring(house, &head.headers, door).await {
            body::read_file(&head.headers, body, limit, BODY_LIMIT).await
        } else {
            body::read(&head.headers, body, BODY_LIMIT).await
        }
    } else {
        body::read(&head.headers, body, limit).await
    };
    let mut trouble = None;
    let mut json = Bytes::new();
    let mut file = None;
    let form = match sent {
        body::Sent::Form(fields) => fields,
        body::Sent::WithFile(fields, brought) => {
            file = brought;
            fields
        }
        body::Sent::Empty => Fields::default(),
        body::Sent::Json(bytes) => {
            json = bytes;
            Fields::default()
        }
        body::Sent::TooLarge(fields) => {
            trouble = Some(Refusal::TooLarge);
            fields
        }
        body::Sent::Rubbish => {
            trouble = Some(Refusal::Unreadable);
            Fields::default()
        }
        body::Sent::Gone => return bare(StatusCode::REQUEST_TIMEOUT),
    };
    let query = Fields::parse(head.uri.query().unwrap_or("").as_bytes()).unwrap_or_else(|_| {
        trouble.get_or_insert(Refusal::Unreadable);
        Fields::default()
    });
    let mut ask = Ask {
        house: house.clone(),
        now: house.clock.now(),
        path: head.uri.path().to_owned(),
        query,
        form,
        file,
        who: None,
        params,
        sent: Arc::new(Sent {
            reads,
            body: json,
            address: net::address(peer, house.settings.trusted_proxy, &head.headers),
            wants_json: wants_json(&head.headers),
            headers: head.headers,
        }),
    };
    let mut ended = None;
    let may = enter(&mut ask, &mut ended, &head.method, &head.uri, hung, trouble).await;
    let handler = match may {
        Ok(handler) => handler,
        Err(refusal) => {
            let answer = renewed::or(&ask, refusal).await;
            return reply::respond(&ask, answer, ended);
        }
    };
    let kept = ask.clone();
    let answer = match panic::guard(move || handler(ask)).await {
        Ok(answer) => answer,
        Err(fell) => Err(Refusal::broken(fell)),
    };
    reply::respond(&kept, answer, ended)
}

/// Whether the session that asks may open this door at all. The guard asks again afterwards.
async fn may_bring(house: &Arc<House>, headers: &HeaderMap, door: &Door) -> bool {
    if matches!(door.opens, Opens::Anyone) {
        return false;
    }
    let token = cookie::find(headers, &house.session_cookie);
    match session::look_up(house, token, house.clock.now(), door.circle).await {
        Ok(Person::Here(who)) => door.lets_in(&who),
        _ => false,
    }
}

/// The guard: in this order, so that a door that is not yours answers like one that is not there.
async fn enter<'a>(
    ask: &mut Ask,
    ended: &mut Option<AccountId>,
    verb: &Verb,
    uri: &http::Uri,
    hung: Option<&'a Hung>,
    trouble: Option<Refusal>,
) -> Result<impl FnOnce(Ask) -> HandlerFuture + use<'a>, Refusal> {
    let house = ask.house.clone();
    let circle = hung.map_or(Circle::House, |hung| hung.door.circle);
    match session::look_up(&house, ask.session_token(), ask.now, circle).await? {
        Person::Here(who) => ask.who = Some(who),
        Person::Ended(account) => *ended = Some(account),
        Person::Nobody => {}
    }
    if !house.judge.allows(verb, uri, &ask.sent.headers) {
        return Err(Refusal::CrossSite);
    }
    let hung = hung.ok_or(Refusal::NotHere)?;
    match hung.door.opens {
        Opens::Anyone if ask.sent.reads => {}
        Opens::Anyone if house.limiter.allows(ask.sent.address, ask.now) => {}
        Opens::Anyone => return Err(Refusal::TooMany),
        Opens::To(_) if hung.door.lets_in(ask.who()?) => {}
        Opens::To(_) => return Err(Refusal::NotHere),
    }
    match trouble {
        Some(refusal) => Err(refusal),
        None => Ok(|ask| (hung.door.handler)(ask)),
    }
}

type HandlerFuture = std::pin::Pin<Box<dyn Future<Output = Result<Answer, Refusal>> + Send>>;

/// Client code says that it wants JSON and no page.
fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    accept.contains("application/json") && !accept.contains("text/html")
}
