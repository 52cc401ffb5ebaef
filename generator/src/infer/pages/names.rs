//! What the names of parameters and of fields say about pages.

use crate::infer::words;
use crate::model::Saying;

/// What a parameter of an ordinary name says about the page that is asked for. Its value is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountingWord {
    /// Which page: `page`.
    Page,
    /// How many items come before it: `offset`.
    Offset,
    /// How many items it holds: `per_page`.
    Size,
}

impl CountingWord {
    /// By the parameter's name.
    pub fn of(name: &str) -> Option<Self> {
        match squeezed(name).as_str() {
            "page" | "pagenumber" | "pageno" | "pagenum" | "pageindex" | "currentpage" => {
                Some(Self::Page)
            }
            "offset" | "skip" | "startat" | "pageoffset" | "startindex" => Some(Self::Offset),
            "perpage" | "pagesize" | "limit" | "pagelimit" | "itemsperpage" | "resultsperpage"
            | "recordsperpage" | "maxresults" | "pagelength" => Some(Self::Size),
            _ => None,
        }
    }

    /// By a name that says so only where something else does as well.
    pub(super) fn perhaps(name: &str) -> Option<Self> {
        Self::of(name).or(match squeezed(name).as_str() {
            "p" | "pg" | "pagenr" | "pageidx" | "curpage" | "pages" | "pagination" => {
                Some(Self::Page)
            }
            "start" | "from" | "startfrom" | "startrecord" | "startrow" | "startposition"
            | "startitem" | "begin" | "resultoffset" | "recordoffset" | "firstresult"
            | "sysparmoffset" | "itemoffset" | "index" => Some(Self::Offset),
            "size" | "count" | "max" | "top" | "take" | "rows" | "num" | "per" | "length"
            | "results" | "resultcount" | "sysparmlimit" | "maxrecords" | "maxitems"
            | "pagecount" => Some(Self::Size),
            _ => None,
        })
    }
}

/// A name in lower case, its letters and digits alone, without what says that it is about pages and no more:
/// `pagination[page]`, `paging.page`.
pub(super) fn squeezed(name: &str) -> String {
    let words = words::words(name);
    let bare = match words.split_once(' ') {
        Some(("pagination" | "paging" | "paginate" | "pager", bare)) => bare,
        _ => &words,
    };
    bare.replace(' ', "")
}

/// Whether a way of fields ends where links to the next page stand: `next`, `next.href`, `nextPageUrl`.
pub(super) fn is_next_link(keys: &[String]) -> bool {
    let Some((last, before)) = keys.split_last() else {
        return false;
    };
    let names_next = |key: &str| {
        matches!(
            squeezed(key).as_str(),
            "next"
                | "nextpage"
                | "nexturl"
                | "nexturi"
                | "nexthref"
                | "nextlink"
                | "nextpageurl"
                | "nextpageuri"
                | "nextpagelink"
                | "nextpagehref"
                | "nextrecordsurl"
                | "nextresultsurl"
                | "odatanextlink"
        )
    };
    names_next(last)
        || (matches!(squeezed(last).as_str(), "href" | "url" | "link" | "uri")
            && before.last().is_some_and(|key| names_next(key)))
}

/// Whether a parameter of that name takes the mark of a page.
pub(super) fn takes_a_mark(squeezed: &str) -> bool {
    matches!(
        squeezed,
        "cursor"
            | "after"
            | "afterid"
            | "aftercursor"
            | "startingafter"
            | "startafter"
            | "startingtoken"
            | "startcursor"
            | "startkey"
            | "exclusivestartkey"
            | "lastevaluatedkey"
            | "lastkey"
            | "lastid"
            | "token"
            | "nexttoken"
            | "nextpagetoken"
            | "nextcursor"
            | "nextpage"
            | "nextkey"
            | "nextid"
            | "next"
            | "pagetoken"
            | "pagecursor"
            | "pageafter"
            | "pagemarker"
            | "pagekey"
            | "pageid"
            | "paginationtoken"
            | "paginationkey"
            | "paginationcursor"
            | "continuation"
            | "continuationtoken"
            | "continuationkey"
            | "marker"
            | "bookmark"
            | "scrollid"
            | "scroll"
            | "skiptoken"
            | "cursormark"
            | "searchafter"
            | "position"
            | "streamposition"
            | "synctoken"
    )
}

/// Names of fields that hold the mark of the next page, whatever the parameter is called that takes it.
const MARKS: [&str; 26] = [
    "nextcursor",
    "nextpagecursor",
    "nextpagetoken",
    "nexttoken",
    "nextpagekey",
    "nextkey",
    "nextid",
    "nextmarker",
    "nextcontinuationtoken",
    "nextcontinuation",
    "nextbookmark",
    "nextscrollid",
    "nextpaginationtoken",
    "nextstreamposition",
    "nextposition",
    "nextsearchafter",
    "nextcursormark",
    "nextafter",
    "nextpageid",
    "lastevaluatedkey",
    "endcursor",
    "next",
    "nextpage",
    "cursorsafter",
    "cursornext",
    "nextafterid",
];

/// How well a way of fields says that it ends at the mark which a parameter takes: 0 for best, `None` for not at all.
pub(super) fn mark_rank(parameter: &str, keys: &[String]) -> Option<usize> {
    let last = squeezed(keys.last()?);
    // `cursors.after`, `next.page`
    let joined = match keys.iter().rev().nth(1) {
        Some(before) => squeezed(before) + &last,
        None => last.clone(),
    };
    let is_next = last.strip_prefix("next") == Some(parameter)
        || joined.strip_prefix("next") == Some(parameter)
        || (parameter.starts_with("next") && last == parameter);
    if is_next {
        return Some(0);
    }
    if MARKS.contains(&&*last) || MARKS.contains(&&*joined) {
        return Some(1);
    }
    // A field that is called as the parameter is may repeat what was sent; but for these it is what comes next.
    let is_own = last == parameter
        && !matches!(
            parameter,
            "token" | "position" | "next" | "nextpage" | "pageid"
        );
    let is_last = matches!(
        (parameter, &*last),
        (
            "after" | "afterid" | "startingafter" | "startafter" | "lastid",
            "lastid"
        ) | (
            "exclusivestartkey" | "startkey",
            "lastkey" | "lastevaluatedkey"
        ) | ("pagetoken" | "pagecursor", "cursor" | "token")
    );
    (is_own || is_last).then_some(2)
}

/// Whether a parameter of that name takes a field of the last item, if a page does not hold the mark elsewhere.
pub(super) fn takes_the_last_item(squeezed: &str) -> bool {
    matches!(
        squeezed,
        "startingafter" | "startafter" | "startafterid" | "afterid" | "after" | "lastid"
    )
}

/// What a field of that name says of a list, and whether it does so whatever its value is. Others are to be held against the
/// number of items.
pub(super) fn saying(key: &str, of_bool: bool) -> Option<Saying> {
    let key = squeezed(key);
    if of_bool {
        return Some(match key.as_str() {
            "hasmore"
            | "hasnext"
            | "hasnextpage"
            | "hasmoreitems"
            | "hasmoreresults"
            | "hasmoredata"
            | "hasmorepages"
            | "hasmorerecords"
            | "hasnextpages"
            | "moreresults"
            | "moreavailable"
            | "morerecords"
            | "moreitems"
            | "morepages"
            | "more"
            | "ismore"
            | "istruncated"
            | "truncated"
            | "moreresultsavailable"
            | "nextpageexists"
            | "nextpageavailable"
            | "existsnextpage"
            | "hasadditionalpages" => Saying::More,
            "last" | "islast" | "islastpage" | "lastpage" | "endofrecords" | "endoflist"
            | "reachedend" | "isend" => Saying::Last,
            _ => return None,
        });
    }
    Some(match key.as_str() {
        "totalpages" | "totalpage" | "pagecount" | "pagescount" | "pages" | "numpages"
        | "numberofpages" | "nbpages" | "lastpage" | "pagetotal" | "pagestotal"
        | "totalpagecount" | "totalpagescount" | "totalnumberofpages" | "lastpagenumber"
        | "pagenumbers" => Saying::Pages,
        "total"
        | "totalcount"
        | "totalitems"
        | "totalelements"
        | "totalresults"
        | "totalrecords"
        | "totalentries"
        | "totalhits"
        | "totalrows"
        | "totalsize"
        | "totalnumber"
        | "totalnum"
        | "recordstotal"
        | "itemstotal"
        | "totalitemcount"
        | "totalrecordcount"
        | "totalresultscount"
        | "totalnumberofresults"
        | "totalnumberofitems"
        | "nbhits"
        | "numfound"
        | "odatacount"
        | "count"
        | "found"
        | "hitscount"
        | "resultscount"
        | "totalobjects"
        | "totaldocs" => Saying::Total,
        "perpage" | "pagesize" | "limit" | "size" | "itemsperpage" | "resultsperpage"
        | "recordsperpage" | "maxresults" | "pagelimit" | "hitsperpage" | "rowsperpage" => {
            Saying::Size
        }
        "page" | "currentpage" | "pagenumber" | "pageno" | "pagenum" | "pageindex" | "number"
        | "current" | "currentpagenumber" => Saying::Number,
        _ => return None,
    })
}

/// Whether an object of that name is around a list, and not something of its own that has a total.
pub(super) fn is_around_a_list(key: &str) -> bool {
    const WORDS: [&str; 22] = [
        "meta",
        "pag",
        "link",
        "info",
        "cursor",
        "next",
        "result",
        "data",
        "response",
        "list",
        "search",
        "summary",
        "header",
        "status",
        "query",
        "context",
        "payload",
        "body",
        "content",
        "embedded",
        "hits",
        "collection",
    ];
    let key = squeezed(key);
    WORDS.iter().any(|word| key.contains(word))
}
