//! Real connections: patience ends, bodies have an end, stopping is graceful.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

use crate::house::{DEE, Test, house, house_with};

struct Served {
    at: SocketAddr,
    stop: oneshot::Sender<()>,
    done: JoinHandle<std::io::Result<()>>,
}

async fn serve(test: &Test) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let done = tokio::spawn(web::serve(test.house.clone(), listener, async move {
        let _ = stopped.await;
    }));
    Served { at, stop, done }
}

async fn told(at: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(at).await.expect("connected");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn two_requests_share_a_connection() {
    let test = house().await;
    let served = serve(&test).await;
    let one = "GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let last = "GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let answer = told(served.at, &format!("{one}{last}")).await;
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 2, "{answer}");
    assert_eq!(answer.matches("content-security-policy").count(), 2);
}

#[tokio::test]
async fn a_body_too_large_is_refused_and_the_house_goes_on() {
    let test = house().await;
    let served = serve(&test).await;
    let dee = test.sign_in(DEE).await;
    let head = format!(
        "POST /teams HTTP/1.1\r\nhost: localhost\r\ncookie: {dee}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: 1073741824\r\n\r\n"
    );
    let answer = told(served.at, &format!("{head}name={}", "x".repeat(10_000))).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    let head = "GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    assert!(told(served.at, head).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn ten_thousand_headers_are_refused() {
    let test = house().await;
    let served = serve(&test).await;
    let many = "a: b\r\n".repeat(10_000);
    let answer = told(served.at, &format!("GET /health HTTP/1.1\r\n{many}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let head = "GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    assert!(told(served.at, head).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn dribbling_connections_do_not_keep_a_person_out() {
    let settings = web::Settings {
        most_connections: 20,
        ..web::Settings::default()
    };
    let test = house_with(settings).await;
    let served = serve(&test).await;
    let mut slow = Vec::new();
    for _ in 0..100 {
        let mut stream = TcpStream::connect(served.at).await.expect("connected");
        let _ = stream.write_all(b"GET /health HT").await;
        slow.push(stream);
    }
    let head = "GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    assert!(told(served.at, head).await.starts_with("HTTP/1.1 200"));
    let mut first = slow.remove(0);
    assert!(
        !matches!(first.read(&mut [0; 8]).await, Ok(1..)),
        "the idlest was cut, unanswered"
    );
}

#[tokio::test]
async fn stopping_waits_for_nobody_idle_and_takes_no_one_new() {
    let test = house().await;
    let served = serve(&test).await;
    let mut kept = TcpStream::connect(served.at).await.expect("connected");
    kept.write_all(b"GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .expect("sent");
    let mut some = [0; 64];
    kept.read_exact(&mut some).await.expect("an answer");
    served.stop.send(()).expect("still there");
    served.done.await.expect("no panic").expect("stopped");
    assert!(
        TcpStream::connect(served.at).await.is_err(),
        "the door is closed"
    );
}

#[tokio::test]
async fn a_malformed_head_is_answered_with_our_headers_and_our_page() {
    let test = house().await;
    let served = serve(&test).await;
    let many = "a: b\r\n".repeat(200);
    let long = "x".repeat(70_000);
    for (status, request) in [
        ("400", "rubbish\r\n\r\n".to_owned()),
        ("400", "GET /health HTTP/9.9\r\n\r\n".to_owned()),
        (
            "400",
            "GET /health HTTP/1.1\r\nno colon here\r\n\r\n".to_owned(),
        ),
        (
            "400",
            "GET /health HTTP/1.1\r\na\u{1}b: c\r\n\r\n".to_owned(),
        ),
        ("431", format!("GET /health HTTP/1.1\r\n{many}\r\n")),
        ("431", format!("GET /health HTTP/1.1\r\na: {long}\r\n\r\n")),
        ("400", "\u{16}\u{3}\u{1}\u{2}".repeat(4)),
    ] {
        let answer = told(served.at, &request).await;
        let start = &request[..request.len().min(40)];
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{start}: {answer}"
        );
        assert!(
            answer.contains("content-security-policy: default-src 'none'"),
            "{start}"
        );
        assert!(answer.contains("cache-control: no-store"), "{start}");
        assert!(
            answer.contains("<h1>That couldn’t be read</h1>"),
            "{start}: {answer}"
        );
        assert!(answer.ends_with("</html>"), "{start}: the whole page");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{start}: {answer}");
    }
    let good = "GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let answer = told(served.at, &format!("{good}rubbish\r\n\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert_eq!(
        answer.matches("content-security-policy").count(),
        2,
        "{answer}"
    );
    assert!(answer.ends_with("</html>"), "{answer}");
}
