//! Shapes of keys that vendors hand out so that leaked ones can be found: prefix, alphabet and length.
//!
//! These are facts about each vendor's keys, kept in public by the scanners of secrets (gitleaks, and GitHub's list of
//! supported patterns). A new one is a line here.

/// The signs that the rest of a key is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// Hexadecimal digits.
    Hex,
    /// Capitals and digits.
    Upper,
    /// Letters and digits.
    Alnum,
    /// Letters, digits, `_` and `-`.
    Word,
    /// As [`Word`](Self::Word), and `.`.
    Dotted,
    /// As [`Word`](Self::Word), and `+`, `/`, `=`.
    Base64,
}

impl Alphabet {
    /// Whether a byte is of it.
    pub(super) fn has(self, byte: u8) -> bool {
        match self {
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::Upper => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Alnum => byte.is_ascii_alphanumeric(),
            Self::Word => byte.is_ascii_alphanumeric() || b"_-".contains(&byte),
            Self::Dotted => byte.is_ascii_alphanumeric() || b"_-.".contains(&byte),
            Self::Base64 => byte.is_ascii_alphanumeric() || b"_-+/=".contains(&byte),
        }
    }
}

/// The shape of one kind of key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// What it begins with.
    pub(super) prefix: &'static str,
    /// What it is called, in words that can stand in what replaces it.
    pub(super) what: &'static str,
    /// What the rest is made of.
    pub(super) alphabet: Alphabet,
    /// Least length of the rest.
    pub(super) length: usize,
    /// How much the prefix says.
    pub(super) trust: Trust,
}

/// How much a prefix says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// A shorter rest is a key as well, if it is surely drawn: documentation shortens keys.
    Surely,
    /// A shorter rest is none, however random: the prefix may begin anything.
    Strict,
    /// The length is known to the sign, and a digit among the rest is enough.
    Exact,
}

const fn key(prefix: &'static str, what: &'static str, alphabet: Alphabet, length: usize) -> Rule {
    Rule {
        prefix,
        what,
        alphabet,
        length,
        trust: Trust::Surely,
    }
}

const fn strict(
    prefix: &'static str,
    what: &'static str,
    alphabet: Alphabet,
    length: usize,
) -> Rule {
    Rule {
        prefix,
        what,
        alphabet,
        length,
        trust: Trust::Strict,
    }
}

const fn exact(
    prefix: &'static str,
    what: &'static str,
    alphabet: Alphabet,
    length: usize,
) -> Rule {
    Rule {
        prefix,
        what,
        alphabet,
        length,
        trust: Trust::Exact,
    }
}

use Alphabet::{Alnum, Base64, Dotted, Hex, Upper, Word};

/// Keys by their prefixes.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    strict("A3-", "1password key", Word, 34),
    key("ops_eyJ", "1password token", Base64, 60),
    strict("p8e-", "adobe secret", Alnum, 32),
    key("AGE-SECRET-KEY-1", "age key", Alnum, 58),
    strict("pat", "airtable token", Dotted, 79),
    strict("LTAI", "alibaba key", Alnum, 16),
    key("sk-ant-", "anthropic key", Word, 80),
    strict("AKCp", "artifactory key", Alnum, 60),
    strict("cmVmd", "artifactory token", Alnum, 55),
    key("ATATT3", "atlassian token", Base64, 60),
    key("ATCTT3", "atlassian token", Base64, 60),
    key("ATBB", "bitbucket password", Alnum, 28),
    exact("AKIA", "aws key", Upper, 16),
    exact("ASIA", "aws key", Upper, 16),
    exact("ABIA", "aws key", Upper, 16),
    exact("ACCA", "aws key", Upper, 16),
    strict("ABSK", "aws bedrock key", Base64, 100),
    key("bedrock-api-key-", "aws bedrock key", Base64, 28),
    key("whsec_", "webhook secret", Base64, 24),
    strict("4b1d", "clickhouse key", Alnum, 38),
    key("CLOJARS_", "clojars token", Alnum, 60),
    key("v1.0-", "cloudflare key", Word, 160),
    key("CFPAT-", "contentful token", Word, 40),
    strict("dapi", "databricks token", Alnum, 32),
    key("dckr_pat_", "docker token", Word, 24),
    key("dckr_oat_", "docker token", Word, 24),
    key("dnkey-", "defined networking key", Word, 70),
    key("dop_v1_", "digitalocean token", Hex, 64),
    key("doo_v1_", "digitalocean token", Hex, 64),
    key("dor_v1_", "digitalocean token", Hex, 64),
    key("dp.pt.", "doppler token", Alnum, 40),
    key("dp.st.", "doppler token", Dotted, 40),
    key("dp.ct.", "doppler token", Alnum, 40),
    key("dp.sa.", "doppler token", Alnum, 40),
    key("duffel_test_", "duffel token", Base64, 43),
    key("duffel_live_", "duffel token", Base64, 43),
    key("dt0c01.", "dynatrace token", Dotted, 80),
    key("dt0s16.", "dynatrace token", Dotted, 80),
    key("EZAK", "easypost key", Alnum, 54),
    key("EZTK", "easypost key", Alnum, 54),
    strict("EAAM", "facebook token", Alnum, 60),
    strict("EAAC", "facebook token", Alnum, 60),
    strict("EAAG", "facebook token", Alnum, 60),
    strict("EAAA", "square token", Word, 40),
    key("figd_", "figma token", Word, 40),
    key("FLWSECK_TEST-", "flutterwave key", Word, 12),
    key("FLWSECK-", "flutterwave key", Word, 32),
    key("fo1_", "fly token", Word, 43),
    key("fm1a_", "fly token", Base64, 100),
    key("fm1r_", "fly token", Base64, 100),
    key("fm2_", "fly token", Base64, 100),
    key("fio-u-", "frame.io token", Base64, 64),
    strict("AIza", "google key", Word, 33),
    key("GOCSPX-", "google secret", Word, 28),
    key("ya29.", "google token", Dotted, 60),
    key("1//0", "google refresh token", Word, 40),
    key("ghp_", "github token", Alnum, 36),
    key("gho_", "github token", Alnum, 36),
    key("ghu_", "github token", Alnum, 36),
    key("ghs_", "github token", Alnum, 36),
    key("ghr_", "github token", Alnum, 36),
    key("github_pat_", "github token", Word, 80),
    key("glpat-", "gitlab token", Dotted, 20),
    key("glcbt-", "gitlab token", Word, 20),
    key("gldt-", "gitlab token", Word, 20),
    key("glffct-", "gitlab token", Word, 20),
    key("glft-", "gitlab token", Word, 20),
    key("glimt-", "gitlab token", Word, 25),
    key("glagent-", "gitlab token", Word, 50),
    key("gloas-", "gitlab token", Word, 60),
    key("glptt-", "gitlab token", Hex, 40),
    key("glrt-", "gitlab token", Dotted, 20),
    key("glsoat-", "gitlab token", Word, 20),
    key("GR1348941", "gitlab token", Word, 20),
    key("glc_", "grafana token", Base64, 32),
    key("glsa_", "grafana token", Word, 41),
    key("gsk_", "groq key", Alnum, 50),
    strict("pat.", "harness key", Dotted, 60),
    strict("sat.", "harness key", Dotted, 60),
    key("HRKU-", "heroku key", Word, 36),
    key("hf_", "hugging face token", Alnum, 34),
    key("api_org_", "hugging face token", Alnum, 34),
    key("hvs.", "vault token", Word, 24),
    key("hvb.", "vault token", Word, 60),
    key("hvr.", "vault token", Word, 24),
    strict("ico-", "infracost token", Alnum, 32),
    key("s-s4t2ud-", "intra42 secret", Hex, 64),
    key("s-s4t2af-", "intra42 secret", Hex, 64),
    key("lin_api_", "linear key", Alnum, 40),
    key("lin_oauth_", "linear token", Alnum, 40),
    key("live_", "live key", Alnum, 40),
    strict("key-", "mailgun key", Hex, 32),
    key("NRAK-", "new relic key", Alnum, 27),
    key("NRII-", "new relic key", Word, 32),
    key("NRJS-", "new relic key", Hex, 19),
    key("nfp_", "netlify token", Alnum, 36),
    key("nvapi-", "nvidia key", Word, 60),
    key("ntn_", "notion token", Alnum, 40),
    key("secret_", "notion token", Alnum, 43),
    key("npm_", "npm token", Alnum, 36),
    strict("API-", "octopus key", Alnum, 26),
    key("sk-proj-", "openai key", Word, 60),
    key("sk-svcacct-", "openai key", Word, 60),
    key("sk-admin-", "openai key", Word, 60),
    key("sk-or-v1-", "openrouter key", Hex, 60),
    strict("sk-", "api key", Alnum, 32),
    key("sha256~", "openshift token", Word, 43),
    key("pplx-", "perplexity key", Alnum, 48),
    key("access-sandbox-", "plaid token", Word, 36),
    key("access-development-", "plaid token", Word, 36),
    key("access-production-", "plaid token", Word, 36),
    key("pscale_tkn_", "planetscale token", Dotted, 32),
    key("pscale_oauth_", "planetscale token", Dotted, 32),
    key("pscale_pw_", "planetscale password", Dotted, 32),
    key("phc_", "posthog key", Alnum, 40),
    key("phx_", "posthog key", Alnum, 40),
    key("PMAK-", "postman key", Word, 59),
    key("PMAT-", "postman token", Alnum, 26),
    key("pnu_", "prefect token", Alnum, 36),
    key("pul-", "pulumi token", Hex, 40),
    key("pypi-AgE", "pypi token", Word, 50),
    key("r8_", "replicate token", Alnum, 37),
    key("re_", "resend key", Word, 32),
    key("rdme_", "readme key", Alnum, 70),
    key("rubygems_", "rubygems key", Hex, 48),
    key("rzp_live_", "razorpay key", Alnum, 14),
    key("rzp_test_", "razorpay key", Alnum, 14),
    key("sbp_", "supabase token", Hex, 40),
    key("sb_secret_", "supabase key", Word, 31),
    key("tk-us-", "scalingo token", Word, 48),
    key("SG.", "sendgrid key", Dotted, 66),
    key("xkeysib-", "brevo key", Word, 80),
    key("xsmtpsib-", "brevo key", Word, 80),
    key("sntrys_", "sentry token", Base64, 60),
    key("sntryu_", "sentry token", Hex, 64),
    key("sm_aat_", "settlemint token", Alnum, 16),
    key("sm_pat_", "settlemint token", Alnum, 16),
    key("sm_sat_", "settlemint token", Alnum, 16),
    key("shippo_live_", "shippo token", Hex, 40),
    key("shippo_test_", "shippo token", Hex, 40),
    key("shpat_", "shopify token", Hex, 32),
    key("shpca_", "shopify token", Hex, 32),
    key("shppa_", "shopify token", Hex, 32),
    key("shpss_", "shopify secret", Hex, 32),
    key("shptka_", "shopify token", Hex, 32),
    key("xapp-", "slack token", Word, 40),
    key("xoxa-", "slack token", Word, 24),
    key("xoxb-", "slack token", Word, 24),
    key("xoxc-", "slack token", Word, 24),
    key("xoxd-", "slack token", Word, 24),
    key("xoxe-", "slack token", Word, 24),
    key("xoxo-", "slack token", Word, 24),
    key("xoxp-", "slack token", Word, 24),
    key("xoxr-", "slack token", Word, 24),
    key("xoxs-", "slack token", Word, 24),
    key("xoxe.xoxp-", "slack token", Word, 40),
    key("xoxe.xoxb-", "slack token", Word, 40),
    key("sgp_", "sourcegraph token", Word, 40),
    key("sq0atp-", "square token", Word, 22),
    key("sq0csp-", "square secret", Word, 22),
    key("squ_", "sonar token", Hex, 40),
    key("sqp_", "sonar token", Hex, 40),
    key("sqa_", "sonar token", Hex, 40),
    key("sk_live_", "stripe key", Alnum, 16),
    key("sk_test_", "stripe key", Alnum, 16),
    key("sk_prod_", "stripe key", Alnum, 16),
    key("rk_live_", "stripe key", Alnum, 16),
    key("rk_test_", "stripe key", Alnum, 16),
    key("rk_prod_", "stripe key", Alnum, 16),
    key("pk_live_", "publishable key", Alnum, 16),
    key("tskey-", "tailscale key", Word, 24),
    strict("SK", "twilio key", Hex, 32),
    key("tfp_", "typeform token", Dotted, 50),
    strict("AQVN", "yandex key", Word, 35),
    strict("YCA", "yandex key", Word, 37),
    strict("t1.9euel", "yandex token", Dotted, 80),
    key("xai-", "xai key", Alnum, 60),
    key("y0_", "yandex token", Word, 50),
    key("zpka_", "zuplo key", Word, 40),
    key("eyJrIjoi", "grafana key", Base64, 60),
    key("_gitlab_session=", "gitlab session", Alnum, 32),
];

/// Marks in the middle of a key: all signs of the alphabet around them are the key.
#[rustfmt::skip]
pub(super) const MARKS: &[Rule] = &[
    key("T3BlbkFJ", "openai key", Word, 30),
    key(".atlasv1.", "terraform token", Dotted, 60),
    strict("Q~", "azure secret", Dotted, 32),
    strict("_mmk", "maxmind key", Word, 36),
];

/// What stands before the secret part of a webhook's address: each long segment behind it opens it.
#[rustfmt::skip]
pub(super) const WEBHOOKS: &[&str] = &[
    "hooks.slack.com/services/",
    "hooks.slack.com/workflows/",
    "hooks.slack.com/triggers/",
    "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/",
    "webhook.office.com/webhookb2/",
    "hooks.zapier.com/hooks/catch/",
    "maker.ifttt.com/trigger/",
    "hook.integromat.com/",
    "hook.eu1.make.com/",
    "hook.eu2.make.com/",
    "hook.us1.make.com/",
    "open.feishu.cn/open-apis/bot/v2/hook/",
    "api.opsgenie.com/v1/json/",
    "events.pagerduty.com/integration/",
];
