//! Gives things the names that people chose.

use super::Work;
use super::entries::Resolved;
use super::file::Said;
use crate::address::Thing;
use crate::names::chosen;

/// All names are given first and compared then, so that two things can change theirs with each other.
pub(super) fn apply(work: &mut Work<'_, '_>, entries: &[Resolved<'_>]) {
    let mut renamed: Vec<(Thing, &Said<String>)> = Vec::new();
    for entry in entries {
        let Some(to) = &entry.settings.rename else {
            continue;
        };
        let Some(thing) = now(work, entry.thing) else {
            work.error(
                "override-matches-nothing",
                &to.key,
                "another override takes this out of its enum".to_owned(),
            );
            continue;
        };
        match chosen::rename(work.names, work.api, work.model, thing, &to.value) {
            Ok(()) => renamed.push((thing, to)),
            Err(refusal) => {
                let said = work.error("override-no-name", &to.place, refusal.message);
                if let Some(help) = refusal.help {
                    said.help(help);
                }
            }
        }
    }
    for (thing, to) in renamed {
        if let Some(taken) = chosen::collision(work.names, work.api, work.model, thing) {
            work.error("override-name-taken", &to.place, taken)
                .help("choose another one, or rename the other thing as well");
        }
    }
}

/// Where a thing is now: the variants of an enum may have moved.
fn now(work: &Work<'_, '_>, thing: Thing) -> Option<Thing> {
    let Thing::Member(id, at) = thing else {
        return Some(thing);
    };
    match work.renamed_members.iter().find(|(moved, _)| *moved == id) {
        Some((_, places)) => Some(Thing::Member(id, (*places.get(at)?)?)),
        None => Some(thing),
    }
}
