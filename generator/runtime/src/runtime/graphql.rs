//! GraphQL requests.

use std::borrow::Cow;

use serde::Serialize;

use super::Request;

impl Request {
    /// Sets a GraphQL body: a document, the operation in it that is meant, and its variables.
    pub fn graphql(
        self,
        query: impl Into<Cow<'static, str>>,
        operation_name: Option<&str>,
        variables: Option<&impl Serialize>,
    ) -> Self {
        let variables = variables.map(serde_json::to_vec).transpose();
        self.graphql_body(&query.into(), operation_name, variables)
    }

    /// Sets a GraphQL body: a document that takes no variables.
    pub fn graphql_query(self, query: impl Into<Cow<'static, str>>) -> Self {
        self.graphql_body(&query.into(), None, Ok(None))
    }

    /// Not generic, so that it is compiled once.
    fn graphql_body(
        self,
        query: &str,
        operation_name: Option<&str>,
        variables: Result<Option<Vec<u8>>, serde_json::Error>,
    ) -> Self {
        let variables = match variables {
            Ok(variables) => variables,
            Err(error) => {
                return self.problem(format!("its variables do not serialize: {error}"));
            }
        };
        let mut body = Vec::from(*b"{\"query\":");
        body.extend(json_string(query));
        if let Some(name) = operation_name {
            body.extend(b",\"operationName\":");
            body.extend(json_string(name));
        }
        if let Some(variables) = variables {
            body.extend(b",\"variables\":");
            body.extend(variables);
        }
        body.push(b'}');
        self.bytes(Some("application/json"), body)
    }
}

fn json_string(text: &str) -> Vec<u8> {
    serde_json::Value::from(text).to_string().into_bytes()
}
