//! Decks: slides in the order of the presentation, their speaker's notes and comments.

use super::package::{Package, Relation};
use crate::{Content, Part, Place, ReadError, Trace, xml::Event};

/// Fields that say what a slide's frame says anyway.
const OF_THE_FRAME: [&str; 2] = ["slidenum", "datetime"];

/// Reads the slides that a presentation names.
pub(super) fn read(package: &mut Package<'_>, presentation: &str) -> Result<Content, ReadError> {
    let relations = package.relations(presentation)?;
    let mut order = Vec::new();
    package.each(presentation, |event| {
        if let Event::Start(element) = event
            && element.name() == "sldId"
            && let Some(id) = element.prefixed("id")
        {
            order.push(id);
        }
    })?;
    let mut content = Content::default();
    let (mut hidden, mut with_notes, mut comments) = (0, 0, 0);
    for (number, id) in (1..).zip(&order) {
        let Some(relation) = relations.iter().find(|relation| relation.id == *id) else { continue };
        let slide = slide(package, &relation.target)?;
        hidden += u32::from(slide.is_hidden);
        content.parts.push(Part {
            place: Place::Slide(number),
            title: slide.title,
            text: slide.text,
            hidden: slide.is_hidden,
        });
        let beside = package.relations(&relation.target)?;
        let of = |kind: &'static str| beside.iter().filter(move |relation| relation.is(kind));
        for notes in of("notesSlide") {
            let text = notes_of(package, notes)?;
            if !text.is_empty() {
                with_notes += 1;
                content.parts.push(Part { hidden: true, ..Part::new(Place::Notes(number), text) });
            }
        }
        for said in of("comments") {
            let (count, text) = comments_of(package, said)?;
            comments += count;
            content.parts.push(Part { hidden: true, ..Part::new(Place::Comments(Some(number)), text) });
        }
    }
    content.facts.slides = u32::try_from(order.len()).ok();
    let counted = [
        (hidden, Trace::HiddenSlides(hidden)),
        (with_notes, Trace::SpeakerNotes(with_notes)),
        (comments, Trace::Comments(comments)),
    ];
    content.traces.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, trace)| trace));
    Ok(content)
}

/// What is on a slide.
#[derive(Default)]
struct Slide {
    title: Option<String>,
    text: String,
    is_hidden: bool,
}

fn slide(package: &mut Package<'_>, part: &str) -> Result<Slide, ReadError> {
    let mut slide = Slide::default();
    let mut lines = Lines::default();
    package.each(part, |event| {
        if let Event::Start(element) = &event
            && element.name() == "sld"
        {
            slide.is_hidden = matches!(element.attribute("show").as_deref(), Some("0" | "false"));
        }
        if let Some((holder, line)) = lines.take(event) {
            if matches!(holder, "title" | "ctrTitle") && slide.title.is_none() {
                slide.title = Some(line.replace('\n', " "));
            }
            add(&mut slide.text, &line);
        }
    })?;
    // Text of diagrams and charts is in parts of their own.
    let drawn = package.relations(part)?;
    for relation in drawn.iter().filter(|relation| relation.is("diagramData") || relation.is("chart")) {
        let mut lines = Lines::default();
        package.each(&relation.target, |event| {
            if let Some((_, line)) = lines.take(event) {
                add(&mut slide.text, &line);
            }
        })?;
    }
    Ok(slide)
}

fn notes_of(package: &mut Package<'_>, notes: &Relation) -> Result<String, ReadError> {
    let mut text = String::new();
    let mut lines = Lines::default();
    package.each(&notes.target, |event| {
        if let Some(("body", line)) = lines.take(event) {
            add(&mut text, &line);
        }
    })?;
    Ok(text)
}

/// Comments in the old form (`text`) and the new one (paragraphs).
fn comments_of(package: &mut Package<'_>, comments: &Relation) -> Result<(u32, String), ReadError> {
    let (mut count, mut text, mut is_text) = (0, String::new(), false);
    let mut lines = Lines::default();
    package.each(&comments.target, |event| {
        match &event {
            Event::Start(element) => {
                count += u32::from(element.name() == "cm");
                is_text = element.name() == "text";
            }
            Event::Text(said) if is_text => add(&mut text, said),
            _ => is_text = false,
        }
        if let Some((_, line)) = lines.take(event) {
            add(&mut text, &line);
        }
    })?;
    Ok((count, text))
}

/// Collects paragraphs of `DrawingML`: ECMA-376 part 1, 21.1.2.
#[derive(Default)]
struct Lines {
    line: String,
    is_text: bool,
    is_left_out: bool,
    /// What the shape is there for: `title`, `body`.
    holder: String,
    /// Elements that begin within a fallback for old programs, which says everything once more.
    fallback: usize,
}

impl Lines {
    /// Takes an event; returns a paragraph that ends with it, and what its shape is there for.
    fn take(&mut self, event: Event<'_>) -> Option<(&str, String)> {
        match event {
            Event::Start(element) => {
                if self.fallback > 0 || element.name() == "Fallback" {
                    self.fallback += 1;
                    return None;
                }
                match element.name() {
                    "sp" | "graphicFrame" => self.holder.clear(),
                    "ph" => self.holder = element.attribute("type").unwrap_or_else(|| "obj".to_owned()),
                    "p" => self.line.clear(),
                    "br" => self.line.push('\n'),
                    "tab" => self.line.push('\t'),
                    "fld" => {
                        let kind = element.attribute("type").unwrap_or_default();
                        self.is_left_out = OF_THE_FRAME.iter().any(|frame| kind.starts_with(frame));
                    }
                    "t" => self.is_text = !self.is_left_out,
                    _ => {}
                }
                None
            }
            Event::Text(text) => {
                if self.is_text && self.fallback == 0 {
                    self.line.push_str(&text);
                }
                None
            }
            Event::End(name) => {
                if self.fallback > 0 {
                    self.fallback -= 1;
                    return None;
                }
                match &*name {
                    "t" => self.is_text = false,
                    "fld" => self.is_left_out = false,
                    "p" if !self.line.trim().is_empty() => {
                        return Some((&self.holder, std::mem::take(&mut self.line)));
                    }
                    _ => {}
                }
                None
            }
        }
    }
}

fn add(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line.trim());
}
