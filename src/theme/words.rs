//! The site's own words, in several languages: what is not in the library but said by the theme ("Owner", "3 documents").
//!
//! They are [Fluent] messages in `words/LANGUAGE/*.ftl`: the default theme brings six languages, a library adds others, or
//! single messages, by files of the same form in its theme. What a language doesn't say is said in English.
//!
//! Rust says a message by [`Words::say`], a template by the filter `say` (`{{ "facts-owner" | say }}`,
//! `{{ "list-count" | say(count=3) }}`), which speaks the language that the variable `words` names; `base.html` sets it.
//!
//! [Fluent]: https://projectfluent.org/fluent/guide/

use std::{collections::BTreeMap, fmt, path::Path, sync::Arc};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::civil::Date;
use tera::{Kwargs, State};
use unic_langid::LanguageIdentifier;

use super::{ThemeError, source};

mod memo;
mod number;

use memo::Memo;

/// The language that says everything.
pub const FALLBACK: &str = "en";

/// The words of all languages.
///
/// Cheap to clone.
#[derive(Clone)]
pub struct Wordbook {
    languages: Arc<BTreeMap<String, Words>>,
    fallback: Words,
}

/// The words of one language.
#[derive(Clone)]
pub struct Words(Arc<Voice>);

struct Voice {
    language: String,
    /// Its own messages, and English ones for those it lacks.
    bundles: Vec<FluentBundle<Arc<FluentResource>>>,
    /// Messages that were asked for without variables, by name.
    plain: Memo<String>,
    /// Days and months that were said, by message.
    dates: Memo<(&'static str, Date)>,
}

impl fmt::Debug for Wordbook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Wordbook").field(&self.languages.keys()).finish()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Words").field(&self.0.language).finish()
    }
}

/// A file of messages.
#[derive(Clone, Debug)]
pub(super) struct WordsFile {
    /// BCP 47 tag.
    pub(super) language: String,
    pub(super) text: String,
    /// What messages call the file.
    pub(super) origin: String,
}

impl Wordbook {
    /// The words of the theme `name` of the library in `root`.
    pub fn load(root: &Path, name: &str) -> Result<Self, ThemeError> {
        Self::read(&source::read(root, name)?.words)
    }

    /// The words of these files; a later file's messages replace those of an earlier one.
    pub(super) fn read(files: &[WordsFile]) -> Result<Self, ThemeError> {
        let mut resources: Resources = BTreeMap::new();
        for file in files {
            resources.entry(&file.language).or_default().push(file.parse()?);
        }
        let fallback = Words::new(FALLBACK, &resources)?;
        let languages =
            resources.keys().map(|language| Ok(((*language).to_owned(), Words::new(language, &resources)?)));
        Ok(Self { languages: Arc::new(languages.collect::<Result<_, ThemeError>>()?), fallback })
    }

    /// The words for pages in a language: those of the language, or of a broader one (`de` for `de-CH`); `None` where there are
    /// none.
    pub fn known(&self, language: &str) -> Option<&Words> {
        let mut tag = language;
        loop {
            if let Some(words) = self.languages.get(tag) {
                return Some(words);
            }
            tag = tag.rsplit_once('-')?.0;
        }
    }

    /// The words for pages in a language: its own, else those of the library's main language, else English ones.
    pub fn of(&self, language: &str, main: &str) -> &Words {
        self.known(language).or_else(|| self.known(main)).unwrap_or(&self.fallback)
    }
}

impl Words {
    fn new(language: &str, resources: &Resources<'_>) -> Result<Self, ThemeError> {
        let spoken = [Some(language), (language != FALLBACK).then_some(FALLBACK)];
        let bundles = spoken.into_iter().flatten().map(|language| bundle(language, resources));
        Ok(Self(Arc::new(Voice {
            language: language.to_owned(),
            bundles: bundles.collect::<Result<_, _>>()?,
            plain: Memo::default(),
            dates: Memo::default(),
        })))
    }

    /// The English words of the default theme, for tests.
    #[cfg(test)]
    pub(crate) fn english() -> Self {
        Self::built_in(FALLBACK)
    }

    /// The words of the default theme in a language, for tests.
    #[cfg(test)]
    pub(crate) fn built_in(language: &str) -> Self {
        #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
        Wordbook::load(Path::new("."), super::DEFAULT).unwrap().known(language).unwrap().clone()
    }

    /// BCP 47 tag of the language.
    pub fn language(&self) -> &str {
        &self.0.language
    }

    /// Says a message without variables; the message's name where no language has it, so that a reader sees what is missing.
    pub fn say(&self, message: &str) -> String {
        self.say_with(message, &[])
    }

    /// Says a message with variables.
    pub fn say_with(&self, message: &str, variables: &[(&str, FluentValue<'_>)]) -> String {
        self.try_say(message, variables).unwrap_or_else(|| message.to_owned())
    }

    /// Says a message if some language has it.
    pub fn try_say(&self, message: &str, variables: &[(&str, FluentValue<'_>)]) -> Option<String> {
        if variables.is_empty() {
            return self.0.plain.get(message, || self.format(message, variables));
        }
        self.format(message, variables)
    }

    fn format(&self, message: &str, variables: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let arguments: FluentArgs<'_> = variables.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.0.bundles.iter().find_map(|bundle| {
            let pattern = bundle.get_message(message)?.value()?;
            let mut errors = Vec::new();
            Some(bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned())
        })
    }

    /// Says how many there are of something: a message with the variable `count`.
    pub fn count(&self, message: &str, count: usize) -> String {
        self.say_with(message, &[("count", FluentValue::from(count))])
    }

    /// A number for reading, with separators and at most so many decimals.
    pub fn number(&self, number: f64, decimals: usize) -> String {
        self.separators().number(number, decimals)
    }

    fn separators(&self) -> number::Separators {
        number::Separators { group: self.say("number-group"), decimal: self.say("number-decimal") }
    }

    /// An amount of money for reading: "EUR 1,200", with cents only where there are any.
    pub fn money(&self, amount: f64, currency: &str) -> String {
        let amount = self.separators().amount(amount);
        self.say_with("money", &[("currency", currency.into()), ("amount", amount.into())])
    }

    /// A number of per cent for reading.
    pub fn percent(&self, number: &str) -> String {
        self.say_with("percent", &[("number", number.into())])
    }

    /// That something is in a language: "in English".
    pub fn in_language(&self, tag: &str) -> String {
        let name = super::language::name(tag);
        let primary = super::language::primary(tag);
        self.say_with("in-language", &[("language", primary.into()), ("name", name.into())])
    }

    /// A day for reading: "22 Nov 2026".
    pub fn day(&self, day: Date) -> String {
        self.date("day", day)
    }

    /// The month of a day for reading: "November 2026".
    pub fn month(&self, day: Date) -> String {
        self.date("month", day)
    }

    fn date(&self, message: &'static str, day: Date) -> String {
        let said = self.0.dates.get(&(message, day), || {
            let variables =
                [("day", i64::from(day.day())), ("month", i64::from(day.month())), ("year", i64::from(day.year()))];
            self.format(message, &variables.map(|(name, value)| (name, FluentValue::from(value))))
        });
        said.unwrap_or_else(|| message.to_owned())
    }
}

impl WordsFile {
    fn parse(&self) -> Result<Arc<FluentResource>, ThemeError> {
        FluentResource::try_new(self.text.clone()).map(Arc::new).map_err(|(_, errors)| {
            let line = |at: usize| self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            let reports: Vec<String> =
                errors.iter().map(|error| format!("line {}: {error}", line(error.pos.start))).collect();
            ThemeError::Words { origin: self.origin.clone(), report: reports.join("; ") }
        })
    }
}

/// Parsed files by language.
type Resources<'f> = BTreeMap<&'f str, Vec<Arc<FluentResource>>>;

fn bundle(language: &str, resources: &Resources<'_>) -> Result<FluentBundle<Arc<FluentResource>>, ThemeError> {
    let tag: LanguageIdentifier =
        language.parse().map_err(|_| ThemeError::BadLanguage { language: language.to_owned() })?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolating marks around variables would get into copied text and attributes.
    bundle.set_use_isolating(false);
    for resource in resources.get(language).into_iter().flatten() {
        bundle.add_resource_overriding(Arc::clone(resource));
    }
    Ok(bundle)
}

/// The filter `say` of templates: it speaks the language that the variable `words` names.
pub(super) fn filter(
    wordbook: Wordbook,
) -> impl Fn(&str, Kwargs, &State<'_>) -> tera::TeraResult<String> + Send + Sync + 'static {
    move |message, kwargs, state| {
        let words = spoken(&wordbook, state, "say")?;
        let said = if kwargs.iter().next().is_none() {
            words.try_say(message, &[])
        } else {
            let variables: BTreeMap<String, Variable> = kwargs.deserialize()?;
            let variables: Vec<(&str, FluentValue<'_>)> =
                variables.iter().map(|(name, value)| (name.as_str(), value.into())).collect();
            words.try_say(message, &variables)
        };
        said.ok_or_else(|| tera::Error::message(format!("the theme's words have no message `{message}`")))
    }
}

/// The filters `day` and `month` of templates: `2026-11-22` for reading, in the language that the variable `words` names.
pub(super) fn date_filter(
    wordbook: Wordbook,
    say: fn(&Words, Date) -> String,
) -> impl Fn(&str, Kwargs, &State<'_>) -> tera::TeraResult<String> + Send + Sync + 'static {
    move |day, _, state| {
        let date: Date = day.parse().map_err(|_| tera::Error::message(format!("`{day}` is no day")))?;
        Ok(say(spoken(&wordbook, state, "day")?, date))
    }
}

/// The filter `in_language` of templates: that something is in the language of a tag ("in English").
pub(super) fn language_filter(
    wordbook: Wordbook,
) -> impl Fn(&str, Kwargs, &State<'_>) -> tera::TeraResult<String> + Send + Sync + 'static {
    move |tag, _, state| Ok(spoken(&wordbook, state, "in_language")?.in_language(tag))
}

fn spoken<'w>(wordbook: &'w Wordbook, state: &State<'_>, filter: &str) -> tera::TeraResult<&'w Words> {
    let words: Option<tera::Value> = state.get("words")?;
    let language = words.as_ref().and_then(tera::Value::as_str).ok_or_else(|| {
        tera::Error::message(format!("`{filter}` needs the variable `words`; a component takes it by `@words`"))
    })?;
    Ok(wordbook.of(language, FALLBACK))
}

/// What a template hands to a message.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Variable {
    Integer(i64),
    Number(f64),
    Text(String),
}

impl<'v> From<&'v Variable> for FluentValue<'v> {
    fn from(variable: &'v Variable) -> Self {
        match variable {
            Variable::Integer(integer) => Self::from(*integer),
            Variable::Number(number) => Self::from(*number),
            Variable::Text(text) => Self::from(text.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    fn book(files: &[(&str, &str)]) -> Wordbook {
        let file = |(language, text): &(&str, &str)| WordsFile {
            language: (*language).to_owned(),
            text: (*text).to_owned(),
            origin: "test".to_owned(),
        };
        Wordbook::read(&files.iter().map(file).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn a_language_says_its_own_words_and_english_ones_for_those_it_lacks() {
        let book = book(&[("en", "owner = Owner\nall = All"), ("de", "owner = Zuständig")]);
        let german = book.of("de-CH", "en");
        assert_eq!((german.say("owner"), german.say("all")), ("Zuständig".to_owned(), "All".to_owned()));
        assert_eq!(german.say("nowhere"), "nowhere");
        assert_eq!(book.of("nl", "de").language(), "de");
        assert_eq!(book.of("nl", "pl").language(), "en");
    }

    #[test]
    fn numbers_choose_the_form_that_the_language_has_for_them() {
        let text = "n = { $count ->\n    [one] one document\n   *[other] { $count } documents\n}";
        let book = book(&[("en", text)]);
        let words = book.of("en", "en");
        assert_eq!((words.count("n", 1), words.count("n", 3)), ("one document".to_owned(), "3 documents".to_owned()));
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let file = WordsFile { language: "en".to_owned(), text: "a = A\nb B\n".to_owned(), origin: "x.ftl".to_owned() };
        let error = Wordbook::read(&[file]).unwrap_err();
        assert!(error.to_string().starts_with("x.ftl: line 2: "), "{error}");
    }

    #[test]
    fn a_later_file_replaces_single_messages() {
        let book = book(&[("en", "a = A\nb = B"), ("en", "b = Ours")]);
        let words = book.of("en", "en");
        assert_eq!((words.say("a"), words.say("b")), ("A".to_owned(), "Ours".to_owned()));
    }
}
