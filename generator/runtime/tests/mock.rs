//! The transport that answers with saved examples.

#![cfg(feature = "mock")]

use std::time::Duration;

use letterpress_runtime::example::{Client, Color};
use letterpress_runtime::runtime::{Call, Error, Fault, Mock, Request, Retry};

const RETRIEVE: &str = "GET /things/{thing_id}";

fn client(mock: &Mock) -> Client {
    let client = Client::builder().token("s3cret");
    let client = client.http(|http| http.transport(mock.clone()));
    client.build().unwrap()
}

#[tokio::test]
async fn calls_are_answered_with_examples() {
    let mock = Mock::new();
    let client = client(&mock);
    let thing = client.retrieve(7).await.unwrap();
    assert_eq!((thing.id, thing.color), (1, Some(Color::DeepRed)));
    let text = Call::text(client.http(), Request::get("/text"))
        .await
        .unwrap();
    assert_eq!(text, "hello");

    let requests = mock.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(mock.requests_of(RETRIEVE).len(), 1);
    assert_eq!(requests[0].uri(), "https://api.example.com/v2/things/7");
    assert_eq!(requests[0].headers()["authorization"], "Bearer s3cret");
    assert_eq!(Mock::examples().count(), 4);
}

#[tokio::test]
async fn a_test_chooses_the_answers() {
    let mock = Mock::new();
    let client = client(&mock);
    mock.on(RETRIEVE).status(404);
    for _ in 0..2 {
        let error = client.retrieve(7).await.unwrap_err();
        let Error::Api(error) = error else {
            panic!("{error}")
        };
        assert_eq!(error.body().unwrap().0["id"], "not_found");
    }
    mock.on(RETRIEVE).example("Another thing");
    assert_eq!(client.retrieve(7).await.unwrap().id, 12_345_678_901_234_567);
    mock.on(RETRIEVE)
        .json(200, r#"{"id": 5}"#)
        .status(404)
        .json(201, r#"{"id": 6}"#);
    assert_eq!(client.retrieve(7).await.unwrap().id, 5);
    assert_eq!(client.retrieve(7).await.unwrap_err().status().unwrap(), 404);
    assert_eq!(client.retrieve(7).await.unwrap().id, 6);
    assert_eq!(client.retrieve(7).await.unwrap().id, 6);
}

#[tokio::test]
async fn faults_come_when_they_are_called_for() {
    let mock = Mock::new();
    let client = client(&mock);
    mock.on(RETRIEVE)
        .fail(Fault::Connect)
        .fail(Fault::Reset)
        .status(200);
    let reply = client.retrieve(7).with_response().await.unwrap();
    assert_eq!((reply.attempts(), reply.body().id), (3, 1));
    mock.on(RETRIEVE).fail(Fault::Timeout);
    let retry = Retry::default()
        .first_delay(Duration::from_secs(100))
        .attempts(2);
    let error = client
        .retrieve(7)
        .timeout(Duration::MAX)
        .retry(retry)
        .await
        .unwrap_err();
    assert!(error.is_timeout() && error.attempts() == 2);
    mock.on(RETRIEVE).fail(Fault::Html);
    assert!(matches!(client.retrieve(7).await, Err(Error::Decode(_))));
    let error = client.list().await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("no example of GET /things is saved"),
        "{error}"
    );
}

#[test]
#[should_panic(expected = "\"Not found\" (404 Not Found), \"A thing\" (200 OK)")]
fn an_example_that_is_not_there_ends_the_test() {
    Mock::new().on(RETRIEVE).status(500);
}
