//! A quiz, taken out of the HTML of a lesson: questions, options, which of them are right, explanations.

use serde::Serialize;

use super::super::super::{
    fragment::{Node, attribute, nodes},
    learning::Ids,
    section::{self, HtmlSection},
};

/// A quiz.
#[derive(Debug, Serialize)]
pub struct Quiz {
    /// Anchor of its heading.
    pub anchor: String,
    /// Its heading, as HTML.
    pub heading: String,
    /// What stands before the first question, as HTML.
    pub lead: String,
    /// In order.
    pub questions: Vec<Question>,
    /// Right answers that pass it, in per cent.
    pub pass_mark: i64,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct Question {
    /// Anchor of its heading.
    pub anchor: String,
    /// The question, as HTML without blocks.
    pub title: String,
    /// What else is to be known before answering, as HTML.
    pub text: String,
    /// What may be chosen, as HTML.
    pub options: Vec<Choice>,
    /// Whether several options are right.
    pub several: bool,
    /// The places of the right options, counted from 0.
    pub right: Ids,
    /// Why they are right, as HTML.
    pub explanation: String,
}

/// An option of a question.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// As HTML.
    pub html: String,
    /// Whether it is right.
    pub right: bool,
}

impl Quiz {
    /// Reads a quiz; `None` where it has no question that can be answered.
    pub(super) fn read(section: &HtmlSection<'_>, pass_mark: i64) -> Option<Self> {
        let body = without_frames(section.body());
        let (lead, questions): (Vec<_>, Vec<_>) =
            section::split_at(&body, "h3").into_iter().partition(|part| part.anchor.is_empty());
        let questions: Vec<Question> = questions.into_iter().map(Question::read).collect();
        questions.iter().any(|question| !question.right.0.is_empty()).then(|| Self {
            anchor: section.anchor.to_owned(),
            heading: section.heading().to_owned(),
            lead: lead.iter().map(|part| part.html).collect(),
            questions,
            pass_mark: pass_mark.clamp(1, 100),
        })
    }

    /// Whether one of its questions has this anchor.
    pub(super) fn asks(&self, anchor: &str) -> bool {
        self.questions.iter().any(|question| question.anchor == anchor)
    }
}

impl Question {
    fn read(section: HtmlSection<'_>) -> Self {
        let (mut text, mut explanation) = (String::new(), String::new());
        let mut options: Vec<Choice> = Vec::new();
        for node in nodes(section.body()) {
            if is_task_list(&node) {
                let items = nodes(node.inner()).into_iter().filter(|item| item.name == "li");
                options.extend(items.map(|item| choice(&item)));
            } else if node.name == "blockquote" && !options.is_empty() {
                explanation.push_str(node.inner().trim());
            } else {
                text.push_str(node.html);
            }
        }
        let right = options.iter().enumerate().filter(|(_, option)| option.right);
        let right: Vec<String> = right.map(|(place, _)| place.to_string()).collect();
        Self {
            anchor: section.anchor.to_owned(),
            title: title(section.heading()),
            text: text.trim().to_owned(),
            several: right.len() > 1,
            options,
            right: Ids(right),
            explanation,
        }
    }
}

/// The HTML without the frames of blocks for one audience: whoever gets such a question is asked it like any other.
fn without_frames(html: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    for node in nodes(html) {
        if node.name == "section" && node.is_of_class("audience") {
            let inner = nodes(node.inner()).into_iter().filter(|inner| !inner.is_of_class("audience-label"));
            whole.extend(inner.map(|inner| inner.html));
        } else {
            whole.push_str(node.html);
        }
    }
    whole
}

fn is_task_list(node: &Node<'_>) -> bool {
    matches!(node.name, "ul" | "ol") && nodes(node.inner()).iter().any(|item| item.is_of_class("task"))
}

/// An option without its box, and whether that was ticked. A paragraph around all of it is taken away.
fn choice(item: &Node<'_>) -> Choice {
    let inner = item.inner();
    let paragraphs: Vec<Node<'_>> = nodes(inner).into_iter().filter(|node| !node.is_blank()).collect();
    let inner = match paragraphs.as_slice() {
        [only] if only.name == "p" => only.inner(),
        _ => inner,
    };
    let tag = inner.find("<input").map(|start| (start, &inner[start..]));
    let tag = tag.and_then(|(start, rest)| Some((start, &rest[..=rest.find('>')?])));
    match tag.filter(|_| item.is_of_class("task")) {
        Some((start, tag)) => Choice {
            html: format!("{}{}", &inner[..start], inner[start + tag.len()..].trim_start()).trim().to_owned(),
            right: tag.contains(" checked"),
        },
        None => Choice { html: inner.trim().to_owned(), right: false },
    }
}

/// What a heading says, without the link to itself.
fn title(heading: &str) -> String {
    let inner = nodes(heading).first().map_or("", Node::inner);
    let is_anchor = |node: &Node<'_>| node.name == "a" && attribute(node.tag, "class") == "anchor";
    nodes(inner).iter().filter(|node| !is_anchor(node)).map(|node| node.html).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        audience::Audience,
        markdown::{self, Destination, ItemFacts, LinkForm, Linker, Phrases, Picture, Settings},
    };

    struct Nowhere;

    impl Linker for Nowhere {
        fn link(&self, _: LinkForm, _: &str) -> Destination {
            Destination::Url { url: "/x/".to_owned(), title: None, external: false }
        }

        fn image(&self, _: &str) -> Option<Picture> {
            None
        }
    }

    fn quiz(body: &str) -> Option<Quiz> {
        let phrases = Phrases::default();
        let settings = Settings {
            audience: Audience::Internal,
            unsafe_html: false,
            items: ItemFacts::default(),
            phrases: &phrases,
        };
        let html = markdown::render(&format!("## Quiz\n\n{body}"), settings, &Nowhere).html;
        Quiz::read(section::split(&html).first()?, 80)
    }

    fn option(html: &str, right: bool) -> Choice {
        Choice { html: html.to_owned(), right }
    }

    #[test]
    fn questions_come_apart_into_options_and_explanations_with_all_markup() -> Result<(), &'static str> {
        let quiz = quiz(
            "First.\n\n### What do you *say*?\n\nShe asks:\n\n> Why?\n\n- [x] \"**Hello** [you](x.md)\"\n- [ ] `nothing`\n\n\
             > Always.\n> Always.\n\n### Both\n\n- [x] a\n\n  more of a\n\n- [x] b\n",
        )
        .ok_or("no quiz")?;
        assert_eq!(quiz.lead.trim(), "<p>First.</p>");
        let [first, second] = quiz.questions.as_slice() else { return Err("two questions") };
        assert_eq!((first.title.as_str(), first.several), ("What do you <em>say</em>?", false));
        assert!(first.text.contains("She asks") && first.text.contains("Why?"), "{}", first.text);
        let link = "\"<strong>Hello</strong> <a href=\"/x/\">you</a>\""
            .replace('"', "&quot;")
            .replace("=&quot;/x/&quot;", "=\"/x/\"");
        assert_eq!(first.options.iter().map(|option| option.right).collect::<Vec<_>>(), [true, false]);
        assert_eq!(first.options[0].html.replace('"', "&quot;").replace("=&quot;/x/&quot;", "=\"/x/\""), link);
        assert_eq!(first.options[1], option("<code>nothing</code>", false));
        assert_eq!((first.explanation.as_str(), &first.right.0), ("<p>Always.\nAlways.</p>", &vec!["0".to_owned()]));
        assert!(second.several && second.options[0].html.contains("<p>more of a</p>"), "{second:?}");
        assert_eq!(second.options[1], option("b", true));
        Ok(())
    }

    #[test]
    fn a_question_in_a_block_for_one_audience_is_a_question() {
        let quiz = quiz("### One\n\n- [x] a\n- [ ] b\n\n:::internal\n\n### Two\n\n- [ ] a\n- [x] b\n\n:::\n");
        let anchors = quiz.map(|quiz| quiz.questions.into_iter().map(|question| question.anchor).collect::<Vec<_>>());
        assert_eq!(anchors, Some(vec!["one".to_owned(), "two".to_owned()]));
    }

    #[test]
    fn a_quiz_that_nobody_can_answer_is_left_as_text() {
        assert!(quiz("### One\n\nNo options.\n").is_none());
        assert!(quiz("### One\n\n- [ ] a\n- [ ] b\n").is_none());
    }
}
