//! The third step: what each crate sends and decodes, against Postman's own runtime.
//!
//! For one crate: its replay program says the values that it calls with; `oracle.mjs` makes Postman send the collection
//! with these values; `serve.mjs` plays the API and answers the replay program, once request by request (the wire) and
//! once with every saved example (the decoding); `compare.mjs` holds all of it together. Nothing leaves this machine.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use letterpress::diagnostic::Diagnostics;
use serde_json::Value;

use super::generate::{Outcome, requests};
use super::workspace::{self, runner};
use super::{Case, check, in_parallel, process};
use crate::report::Progress;

/// How long Postman's runtime or a replay may take for one collection.
const LIMIT: Duration = Duration::from_secs(300);

/// What the oracle said of a crate.
#[derive(Debug)]
pub enum Replayed {
    /// It was compared.
    Compared(Score),
    /// It could not be: why.
    Failed(String),
}

/// Equal of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Requests equal to what Postman sends.
    pub wire: (usize, usize),
    /// Requests that differ because a secret, or what points to a person, was replaced, and in nothing else.
    pub replaced: usize,
    /// Examples equal after decoding and encoding.
    pub decode: (usize, usize),
    /// Requests that Postman itself could not send.
    pub unsendable: usize,
}

impl Replayed {
    /// Whether nothing differs but replaced secrets.
    pub fn is_equal(&self) -> bool {
        matches!(self, Self::Compared(score) if score.wire.0 + score.replaced == score.wire.1 && score.decode.0 == score.decode.1)
    }
}

/// The folder with the oracle's programs, ready to run.
#[derive(Debug)]
pub struct Oracle {
    folder: PathBuf,
}

impl Oracle {
    /// Finds the oracle and installs what it needs, once, into `target/oracle`.
    ///
    /// # Errors
    ///
    /// Where Node or the oracle's programs are not there.
    pub fn find(root: &Path, given: Option<&Path>) -> Result<Self> {
        let version = Command::new("node").arg("--version").output();
        if !version.is_ok_and(|it| it.status.success()) {
            bail!(
                "--replay runs Postman's own runtime and needs Node (`node`, version 18 or newer), which is not installed"
            );
        }
        let source = given.map_or_else(|| root.join("../shared/tools/oracle"), Path::to_owned);
        let programs = [
            "oracle.mjs",
            "serve.mjs",
            "compare.mjs",
            "package.json",
            "package-lock.json",
        ];
        if let Some(missing) = programs.iter().find(|it| !source.join(it).is_file()) {
            bail!(
                "--replay needs the oracle's programs, and {} has no {missing}; give their folder with --oracle DIR",
                source.display()
            );
        }
        if source.join("node_modules/newman").is_dir() {
            return Ok(Self { folder: source });
        }
        let folder = root.join("target/oracle");
        fs::create_dir_all(&folder)?;
        let lock_changed = fs::read(folder.join("package-lock.json")).ok()
            != fs::read(source.join("package-lock.json")).ok();
        for program in programs {
            let bytes = fs::read(source.join(program))?;
            fs::write(folder.join(program), bytes)
                .with_context(|| format!("cannot write {}", folder.display()))?;
        }
        if lock_changed || !folder.join("node_modules/newman").is_dir() {
            let mut npm = Command::new("npm");
            npm.args(["ci", "--no-audit", "--no-fund", "--loglevel", "error"])
                .current_dir(&folder);
            let done = process::run(&mut npm, LIMIT).context("the oracle's dependencies")?;
            if !done.status.success() {
                bail!(
                    "`npm ci` in {} failed:\n{}",
                    folder.display(),
                    done.stderr.trim()
                );
            }
        }
        Ok(Self { folder })
    }

    /// Has Postman send a collection, and writes down what went out.
    fn send(&self, collection: &Path, truth: &Path, values: &Path) -> Result<()> {
        let mut command = self.node("oracle.mjs");
        command.arg(collection).arg(truth);
        command.arg("--values").arg(values);
        let done = process::run(&mut command, LIMIT)?;
        if !done.status.success() {
            bail!("oracle.mjs: {}", done.stderr.trim());
        }
        Ok(())
    }

    /// Holds what a client sent and said against what Postman sent: how much is equal, and a line for each that is not.
    fn compare(
        &self,
        collection: &Path,
        truth: &Path,
        sent: &Path,
        said: &Path,
    ) -> Result<(Score, Vec<String>)> {
        let mut command = self.node("compare.mjs");
        command
            .arg(collection)
            .args([truth, sent, said])
            .arg("--list");
        let done = process::run(&mut command, LIMIT)?;
        let text = String::from_utf8_lossy(&done.stdout);
        let mut list: Vec<String> = text.lines().map(str::to_owned).collect();
        let score = list.pop().as_deref().and_then(parse_score);
        let score = score.with_context(|| {
            let why = done.stderr.trim();
            format!("compare.mjs did not end with a score: {why}")
        })?;
        Ok((score, list))
    }

    fn node(&self, program: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.folder.join(program));
        command
    }
}

/// Builds and runs the replay program of every crate that rustc has nothing against.
pub fn all(
    oracle: &Oracle,
    root: &Path,
    home: &Path,
    cases: &mut [Case],
    jobs: usize,
) -> Result<()> {
    // A crate without a request has nothing to replay.
    let ready = |case: &Case| {
        matches!(&case.made, Outcome::Crate(made) if made.operations > 0)
            && case.checked.as_ref().is_some_and(|it| it.finished)
    };
    let runners: Vec<String> = cases
        .iter()
        .filter(|case| ready(case))
        .map(|case| runner(&case.package))
        .collect();
    if runners.is_empty() {
        return Ok(());
    }
    let mut command = workspace::cargo();
    // Debug information would double the time, and nobody debugs these.
    command
        .arg("build")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0");
    for runner in &runners {
        command.args(["--package", runner]);
    }
    let built = check::run(&mut command, "Building", root, home, &runners, jobs)?;

    let progress = Progress::new("Replaying", runners.len());
    let results = in_parallel(cases, jobs, |case| {
        if !ready(case) {
            return None;
        }
        let program = workspace::target(root)
            .join("debug")
            .join(runner(&case.package));
        let replayed = match built.get(&runner(&case.package)) {
            Some(built) if built.finished => one(oracle, case, &program, home),
            Some(built) => Err(anyhow::anyhow!(
                "its replay program does not build: {}",
                built.messages.join("\n")
            )),
            None => Err(anyhow::anyhow!("it has no replay program")),
        };
        progress.step(&case.name);
        Some(replayed.unwrap_or_else(|error| Replayed::Failed(format!("{error:#}"))))
    });
    for (case, result) in cases.iter_mut().zip(results) {
        case.replayed = result;
    }
    Ok(())
}

/// Measures one crate.
fn one(oracle: &Oracle, case: &Case, program: &Path, home: &Path) -> Result<Replayed> {
    let folder = home.join(format!("{}.replay", case.package));
    fs::create_dir_all(&folder)?;
    let file = |name: &str| folder.join(name);
    let [values, truth, sent, said, plan] = [
        "values.json",
        "truth.jsonl",
        "sent.jsonl",
        "said.jsonl",
        "plan.tsv",
    ]
    .map(file);
    let differences = home.join(format!("{}.differences", case.name));

    let done = process::run(Command::new(program).arg("--values"), LIMIT)?;
    if !done.status.success() {
        bail!("replay --values: {}: {}", done.status, done.stderr.trim());
    }
    fs::write(&values, &done.stdout)?;

    oracle.send(&case.collection, &truth, &values)?;

    fs::write(&plan, example_plan(&case.collection)?)?;
    let server = Server::start(oracle, &case.collection, &sent)?;
    let mut lines = File::create(&said)?;
    for with_plan in [false, true] {
        let mut command = Command::new(program);
        command.args(["--origin", &server.origin]);
        if with_plan {
            command.arg("--plan").arg(&plan);
        }
        // Exit code 1 says that a call failed; which one stands in its line, and the comparison counts it.
        let done = process::run(&mut command, LIMIT).context("the replay program")?;
        lines.write_all(&done.stdout)?;
        if !matches!(done.status.code(), Some(0 | 1)) {
            bail!(
                "the replay program: {}: {}",
                done.status,
                done.stderr.trim()
            );
        }
    }
    server.stop()?;

    let (mut score, list) = oracle.compare(&case.collection, &truth, &sent, &said)?;
    if score.wire.0 < score.wire.1
        && let Some(clean) = clean_copy(&case.collection)?
    {
        // What equals Postman's request of the collection without secrets differs by those alone.
        let [copy, truth] = ["clean.json", "clean.truth.jsonl"].map(file);
        fs::write(&copy, clean)?;
        oracle.send(&copy, &truth, &values)?;
        let (_, others) = oracle.compare(&copy, &truth, &sent, &said)?;
        score.replaced = differing(&list).difference(&differing(&others)).count();
    }
    if list.is_empty() {
        let _ = fs::remove_file(&differences);
    } else {
        fs::write(&differences, list.join("\n") + "\n")?;
    }
    Ok(Replayed::Compared(score))
}

/// The collection without its secrets; `None` where it has none.
fn clean_copy(collection: &Path) -> Result<Option<String>> {
    let text = fs::read_to_string(collection)?;
    let mut diagnostics = Diagnostics::default();
    let clean = letterpress::collection::without_secrets(&text, &mut diagnostics);
    Ok(clean.filter(|_| !diagnostics.list().is_empty()))
}

/// The items whose requests differ, by the lines of a comparison.
fn differing(list: &[String]) -> BTreeSet<String> {
    list.iter()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        // Those of examples have one.
        .filter(|line| line.get("example").is_none())
        .filter_map(|line| line.get("item")?.as_str().map(str::to_owned))
        .collect()
}

/// One line for every saved example: the item's pointer and the example's index.
fn example_plan(collection: &Path) -> Result<String> {
    let text = fs::read_to_string(collection)?;
    let document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    let mut plan = String::new();
    for (pointer, item) in requests(&document) {
        let examples = item
            .get("response")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        for index in 0..examples {
            plan += &format!("{pointer}\t{index}\n");
        }
    }
    Ok(plan)
}

/// `wire 3/4  decode 5/6  (postman itself could not send 0)`
fn parse_score(line: &str) -> Option<Score> {
    let mut words = line.split([' ', ')']).filter(|word| !word.is_empty());
    let mut score = Score::default();
    let pair = |word: Option<&str>| -> Option<(usize, usize)> {
        let (equal, all) = word?.split_once('/')?;
        Some((equal.parse().ok()?, all.parse().ok()?))
    };
    (words.next()? == "wire").then_some(())?;
    score.wire = pair(words.next())?;
    (words.next()? == "decode").then_some(())?;
    score.decode = pair(words.next())?;
    score.unsendable = words.next_back()?.parse().ok()?;
    Some(score)
}

/// `serve.mjs` while it runs.
struct Server {
    child: Child,
    origin: String,
}

impl Server {
    fn start(oracle: &Oracle, collection: &Path, sent: &Path) -> Result<Self> {
        let mut command = oracle.node("serve.mjs");
        command
            .arg(collection)
            .arg(sent)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        let mut child = command.spawn().context("cannot run serve.mjs")?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let mut this = Self {
            child,
            origin: String::new(),
        };
        this.origin = line
            .trim()
            .strip_prefix("listening ")
            .context("serve.mjs did not begin to listen")?
            .to_owned();
        Ok(this)
    }

    /// Lets it write what it has and end.
    fn stop(mut self) -> Result<()> {
        drop(self.child.stdin.take());
        let ended = process::wait(&mut self.child, Duration::from_secs(20))?;
        ended.map(drop).context("serve.mjs did not end")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // After `stop` it has ended already, and this does nothing.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_read() {
        let score =
            parse_score("wire 132/133  decode 298/298  (postman itself could not send 2)").unwrap();
        assert_eq!(
            score,
            Score {
                wire: (132, 133),
                replaced: 0,
                decode: (298, 298),
                unsendable: 2
            }
        );
        assert!(!Replayed::Compared(score).is_equal());
        assert_eq!(parse_score("node: error 1/2"), None);
        let replaced = Score {
            replaced: 1,
            ..score
        };
        assert!(Replayed::Compared(replaced).is_equal());
    }

    #[test]
    fn examples_are_no_requests() {
        let lines = [
            r#"{"item":"/item/0","why":["header x-api-key: a != b"]}"#,
            r#"{"item":"/item/1","example":0,"code":200,"why":"differs"}"#,
        ];
        let list = lines.map(str::to_owned);
        assert_eq!(
            differing(&list).into_iter().collect::<Vec<_>>(),
            ["/item/0"]
        );
    }
}
