//! The gate: what readers of a build may see.
//!
//! All that a page shows of a document comes through a [`Held`], which can only be had for documents that the build
//! holds, and which gives no field that its readers may not see. Whatever a page does with it, it can't leak. Who sees
//! what is written down in `docs/content-model.md`.

mod claims;

use fieldbook_metrics::report::{Report, UsageSummary};
use jiff::civil::Date;

use crate::{
    audience::Audience,
    diagnostics::Span,
    library::{
        Asset, Data, Document, DocumentId, FieldSpec, FieldType, Kind, KitItem, Library, LoadError, Money, ReviewState,
        Status, Target, Value, Version, kit,
    },
    markdown::{self, Copies, Destination, Heading, ItemFacts, LinkForm, Linker, Phrases, Picture, Rendered, Settings},
};

pub use claims::{Backing, VisibleClaim};

/// Name of the kind of what is said of files.
pub const ASSET: &str = "asset";

/// What one build's readers may see of a library.
#[derive(Clone, Copy, Debug)]
pub struct Gate<'a> {
    library: &'a Library,
    audience: Audience,
}

/// A document that the build holds, with only what its readers may see.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    gate: Gate<'a>,
    document: &'a Document,
}

/// A review as readers see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisibleReview<'a> {
    /// What follows from it for today.
    pub state: ReviewState,
    /// When it was last vouched for.
    pub reviewed: Option<Date>,
    /// Who vouched for it.
    pub reviewed_by: Option<&'a str>,
    /// Last day on which that holds.
    pub due: Option<Date>,
    /// From this day on it must not be used.
    pub expires: Option<Date>,
}

impl VisibleReview<'_> {
    /// The day that its state speaks of: since when it has expired, else when it was last vouched for.
    pub fn day(self) -> Option<Date> {
        if self.state == ReviewState::Expired { self.expires } else { self.reviewed }
    }
}

/// The links of a document for a copy of it: the title of what those who get the copy may not see doesn't get into it.
struct Narrowed<'l, 'a> {
    held: Held<'a>,
    gate: Gate<'a>,
    linker: &'l dyn Linker,
}

impl Linker for Narrowed<'_, '_> {
    fn link(&self, form: LinkForm, target: &str) -> Destination {
        let documents = &self.gate.library.documents;
        match self.held.resolve(form, target) {
            Target::Document { index, .. } if documents.get(index).and_then(|to| self.gate.admit(to)).is_none() => {
                Destination::Withheld
            }
            _ => self.linker.link(form, target),
        }
    }

    fn image(&self, target: &str) -> Option<Picture> {
        self.linker.image(target)
    }

    fn whole(&self, url: &str) -> String {
        self.linker.whole(url)
    }
}

impl<'a> Gate<'a> {
    /// A gate for a build's readers.
    pub fn new(library: &'a Library, audience: Audience) -> Self {
        Self { library, audience }
    }

    /// For whom the build is.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// Whether the readers are the company's own people.
    pub fn is_internal(&self) -> bool {
        self.audience == Audience::Internal
    }

    /// The document, if the build holds it: if it is for the build's readers, released to them where they are not the
    /// company's own people, and names no customer to customers without consent.
    pub fn admit(&self, document: &'a Document) -> Option<Held<'a>> {
        let released = self.is_internal() || matches!(document.status, Status::Approved | Status::Retired);
        let named_without_consent = self.audience == Audience::Customer
            && document.kind == "case-study"
            && !document.fields.contains_key("consent");
        (document.audience.is_held_by(self.audience) && released && !named_without_consent)
            .then_some(Held { gate: *self, document })
    }

    /// What is said of a file, if the build holds it: one with a sidecar is for whom that says.
    pub fn admit_asset(&self, asset: &'a Asset) -> Option<Held<'a>> {
        self.admit(&asset.about)
    }

    /// What is said of a file without a sidecar that a document of the build leads to: it is for whom that document is.
    pub fn led_to(&self, asset: &'a Asset) -> Held<'a> {
        Held { gate: *self, document: &asset.about }
    }

    /// Whether documents may show and lead to a file, given by its path relative to the library's root: what has no sidecar is for
    /// whom the documents are that lead to it.
    pub fn admits_file(&self, path: &str) -> bool {
        let said = self.library.asset(path).filter(|asset| asset.sidecar.is_some());
        said.is_none_or(|asset| self.admit_asset(asset).is_some())
    }

    /// Whether documents may lead to an address outside: one where a file of the library is, only where the file is for them.
    pub fn admits_address(&self, url: &str) -> bool {
        let is_there = |asset: &&Asset| asset.reference.as_ref().is_some_and(|reference| reference.is_at(url));
        self.library.assets.iter().filter(is_there).all(|asset| self.admit_asset(asset).is_some())
    }

    /// What was reported of the library's use: the company's own matter.
    pub fn report(&self) -> Option<&'a Report> {
        self.library.usage.report.as_ref().filter(|_| self.is_internal())
    }

    /// How much documents are used, which is the company's own matter as well.
    pub fn usage(&self) -> Option<&'a UsageSummary> {
        self.library.usage.summary.as_ref().filter(|_| self.is_internal())
    }

    /// Whether a facet has a value of that id: fields may take other words beside them.
    fn knows(&self, facet: &str, value: &str) -> bool {
        self.library.config.facet(facet).is_some_and(|facet| facet.value(value).is_some())
    }

    /// The name of somebody, where readers may see who works on documents.
    pub fn person(&self, key: &'a str) -> &'a str {
        self.library.config.people.get(key).map_or(key, String::as_str)
    }
}

impl<'a> Held<'a> {
    /// Its id.
    pub fn id(&self) -> &'a DocumentId {
        &self.document.id
    }

    /// BCP 47 tag of its language.
    pub fn language(&self) -> &'a str {
        &self.document.language
    }

    /// Name of its kind.
    pub fn kind_name(&self) -> &'a str {
        &self.document.kind
    }

    /// Its kind.
    pub fn kind(&self) -> Option<&'a Kind> {
        self.gate.library.kinds.any(&self.document.kind)
    }

    /// Whether it is what is said of a file, rather than a document.
    pub fn is_asset(&self) -> bool {
        self.document.kind == ASSET
    }

    /// Its title.
    pub fn title(&self) -> &'a str {
        &self.document.title
    }

    /// Its summary.
    pub fn summary(&self) -> Option<&'a str> {
        self.document.summary.as_deref()
    }

    /// For whom it is.
    pub fn audience(&self) -> Audience {
        self.document.audience
    }

    /// First day.
    pub fn created(&self) -> Option<Date> {
        self.document.created
    }

    /// Its tags.
    pub fn tags(&self) -> &'a [String] {
        &self.document.tags
    }

    /// Its values by facet.
    pub fn facets(&self) -> impl Iterator<Item = (&'a str, &'a [String])> + use<'a> {
        self.document.facets.iter().map(|(facet, values)| (facet.as_str(), values.as_slice()))
    }

    /// Facets and values that it has for these readers, each once: as facets, or by fields of its kind that they see (the stages of a
    /// proof).
    pub fn facet_values(&self) -> Vec<(&'a str, &'a str)> {
        let own = self.facets().flat_map(|(facet, values)| values.iter().map(move |value| (facet, value.as_str())));
        let mut pairs: Vec<_> = own.collect();
        for (spec, value) in self.fields() {
            let FieldType::Facet(facet, _) = &spec.field_type else { continue };
            let ids = value.as_str().into_iter().chain(value.elements().iter().filter_map(Value::as_str));
            for id in ids.filter(|id| self.gate.knows(facet, id)) {
                if !pairs.contains(&(facet.as_str(), id)) {
                    pairs.push((facet, id));
                }
            }
        }
        pairs
    }

    /// Documents that belong to it, as written.
    pub fn related(&self) -> &'a [DocumentId] {
        &self.document.related
    }

    /// Its old paths.
    pub fn aliases(&self) -> &'a [String] {
        &self.document.aliases
    }

    /// Whether it must not be used any more: readers must know, whoever they are.
    pub fn is_retired(&self) -> bool {
        self.document.status == Status::Retired
    }

    /// Where it is in its life; not for customers.
    pub fn status(&self) -> Option<Status> {
        (self.gate.audience != Audience::Customer).then_some(self.document.status)
    }

    /// Who answers for it, by the name to show.
    pub fn owner(&self) -> Option<&'a str> {
        let gate = self.gate;
        self.internal(self.document.owner.as_deref()).map(|owner| gate.person(owner))
    }

    /// Who else writes it, by the names to show.
    pub fn contributors(&self) -> Vec<&'a str> {
        let gate = self.gate;
        let contributors = self.internal(Some(self.document.contributors.as_slice())).unwrap_or_default();
        contributors.iter().map(|person| gate.person(person)).collect()
    }

    /// What it cost.
    pub fn cost(&self) -> Option<&'a Money> {
        self.internal(self.document.cost.as_ref())
    }

    /// Path of its file, relative to the library's root.
    pub fn path(&self) -> Option<&'a str> {
        self.internal(Some(self.document.path.as_str()))
    }

    /// Names of those who committed it, latest first.
    pub fn authors(&self) -> &'a [String] {
        self.internal(Some(self.document.history.authors.as_slice())).unwrap_or_default()
    }

    /// Hash of the last commit that changed it.
    pub fn commit(&self) -> Option<&'a str> {
        self.internal(self.document.history.commit.as_deref())
    }

    /// The commits that changed its file, latest first, where it is one that isn't markdown.
    pub fn versions(&self) -> &'a [Version] {
        self.internal(Some(self.document.history.versions.as_slice())).unwrap_or_default()
    }

    /// Day of the last change to its file.
    pub fn changed(&self) -> Option<Date> {
        self.internal(self.document.history.changed)
    }

    /// The latest day on which something is known to have been done to it, for these readers.
    pub fn latest(&self) -> Option<Date> {
        self.changed().into_iter().chain(self.document.review.reviewed).chain(self.document.created).max()
    }

    /// Its review. How often it is checked, and whether that is late, is the company's own matter: other readers learn when
    /// it was vouched for and whether it has expired.
    pub fn review(&self) -> Option<VisibleReview<'a>> {
        let review = &self.document.review;
        let state = match review.state? {
            ReviewState::Expired => ReviewState::Expired,
            state if self.gate.is_internal() => state,
            _ if review.reviewed.is_some() => ReviewState::Reviewed,
            _ => return None,
        };
        let gate = self.gate;
        Some(VisibleReview {
            state,
            reviewed: review.reviewed,
            reviewed_by: self.internal(review.reviewed_by.as_deref()).map(|person| gate.person(person)),
            due: self.internal(review.due),
            expires: review.expires,
        })
    }

    /// The value of a field of its kind.
    pub fn field(&self, name: &str) -> Option<&'a Value> {
        let spec = self.kind()?.fields.iter().find(|spec| spec.name == name)?;
        self.shows(spec).then(|| self.document.fields.get(name)).flatten()
    }

    /// The fields of its kind, in the kind's order.
    pub fn fields(&self) -> impl Iterator<Item = (&'a FieldSpec, &'a Value)> {
        let specs = self.kind().map_or(&[] as &[FieldSpec], |kind| &kind.fields);
        specs
            .iter()
            .filter(|spec| self.shows(spec))
            .filter_map(|spec| Some((spec, self.document.fields.get(&spec.name)?)))
    }

    /// Whether readers see a field. What a kit gathers isn't all for all of its readers: [`Held::gathers`] says what is.
    pub fn shows(&self, spec: &FieldSpec) -> bool {
        spec.is_shown_to(self.gate.audience) && !(self.document.kind == kit::KIND && spec.name == kit::CONTENTS)
    }

    /// What its text is about, as far as all its readers see it.
    pub fn terms(&self) -> impl Iterator<Item = (u32, u8)> + use<'a> {
        self.document.outline.terms.iter()
    }

    /// The links that readers see, by where they lead.
    pub fn links(&self) -> impl Iterator<Item = Target> {
        let visible =
            |audience: Option<Audience>| audience.is_none_or(|audience| audience.is_held_by(self.gate.audience));
        let links = self.document.outline.links.iter().filter(move |link| visible(link.audience));
        links.map(|link| self.resolve(link.form, &link.target)).filter(|target| match target {
            Target::File(path) => self.gate.admits_file(path),
            _ => true,
        })
    }

    /// What a kit gathers, as far as the build holds it or it is a file, with its place in the kit and what it is for.
    pub fn gathers(&self) -> Vec<KitItem<'a>> {
        let library = self.gate.library;
        let is_held = |target: &Target| match target {
            Target::Document { index, .. } => {
                library.documents.get(*index).is_some_and(|document| self.gate.admit(document).is_some())
            }
            Target::File(path) => self.gate.admits_file(path),
            _ => false,
        };
        let items = library.kit_items(self.document).into_iter();
        items.filter(|item| is_held(&item.target)).collect()
    }

    /// The document as those see it whom a kit is for, where they may see it at all.
    pub fn handed_over(&self, audience: Audience) -> Option<Held<'a>> {
        Gate::new(self.gate.library, audience.max(self.gate.audience)).admit(self.document)
    }

    /// Whether those who see it so may see a file.
    pub fn may_show(&self, path: &str) -> bool {
        self.gate.admits_file(path)
    }

    /// Whether those who see it so may be led to an address outside.
    pub fn may_lead_to(&self, url: &str) -> bool {
        self.gate.admits_address(url)
    }

    /// For whom the build is whose readers see it so.
    pub fn audience_of_build(&self) -> Audience {
        self.gate.audience
    }

    /// Its body as HTML for a copy that leaves the site, with what these readers may see.
    pub fn copy(&self, linker: &dyn Linker, phrases: &Phrases) -> Result<String, LoadError> {
        let body = self.gate.library.body(self.document)?;
        let (audience, items, unsafe_html) = (self.gate.audience, ItemFacts::Written, false);
        Ok(markdown::render(&body, Settings { audience, unsafe_html, items, phrases }, linker).html)
    }

    /// The headings that readers see, of kinds whose list items are kept (`Kind::keeps_items`): those outside of blocks for
    /// narrower circles and of lists, whose items may be for narrower circles too.
    pub fn headings(&self) -> impl Iterator<Item = &'a Heading> + use<'a> {
        let (outline, audience) = (&self.document.outline, self.gate.audience);
        let within = |span: &Span, heading: &Heading| span.start <= heading.span.start && heading.span.start < span.end;
        let is_withheld = move |heading: &Heading| {
            let mut narrower = outline.blocks.iter().filter(|block| !block.audience.is_held_by(audience));
            narrower.any(|block| within(&block.span, heading))
                || outline.items.iter().any(|item| within(&item.span, heading))
        };
        let keeps_items = self.kind().is_some_and(|kind| kind.keeps_items);
        outline.headings.iter().filter(move |heading| keeps_items && !is_withheld(heading))
    }

    /// What a link in it leads to.
    pub fn resolve(&self, form: markdown::LinkForm, target: &str) -> Target {
        self.gate.library.resolve(self.document, form, target)
    }

    /// Its body as HTML, with what these readers see; of an answer also what they take along.
    pub fn render(&self, linker: &dyn Linker, phrases: &Phrases) -> Result<Rendered, LoadError> {
        let body = self.gate.library.body(self.document)?;
        let settings = Settings {
            audience: self.gate.audience,
            unsafe_html: self.gate.library.config.unsafe_html,
            // Pages of analyses set claims, and mark them where they stand.
            items: if self.document.kind == "swot" { ItemFacts::Handed } else { ItemFacts::Written },
            phrases,
        };
        let mut rendered = markdown::render(&body, settings, linker);
        if self.document.kind == "answer" {
            rendered.copies = Some(self.copies(&body, settings, linker));
        }
        Ok(rendered)
    }

    /// The words of its body, as readers take them along.
    pub fn words(&self, linker: &dyn Linker) -> Result<String, LoadError> {
        let body = self.gate.library.body(self.document)?;
        let (audience, items, phrases) = (self.gate.audience, ItemFacts::Written, &Phrases::default());
        let settings = Settings { audience, unsafe_html: false, items, phrases };
        Ok(self.copies(&body, settings, linker).plain)
    }

    fn copies(&self, body: &str, settings: Settings<'_>, linker: &dyn Linker) -> Copies {
        let copies = Gate::new(self.gate.library, self.taken_along_for());
        let settings = Settings { audience: copies.audience, ..settings };
        markdown::copies(body, settings, &Narrowed { held: *self, gate: copies, linker })
    }

    /// Whether it is regulated and nobody has approved it. To be told to the company's own people only.
    pub fn lacks_approval(&self) -> bool {
        let fields = &self.document.fields;
        let is_regulated = fields.get("regulated").is_some_and(|value| value.data == Data::Boolean(true));
        is_regulated && !fields.contains_key("approver")
    }

    /// Whether these readers see something in it that copies leave out.
    pub fn keeps_back(&self) -> bool {
        let outline = &self.document.outline;
        let of_items = outline.items.iter().filter_map(|item| item.attributes.get("audience"));
        let of_items = of_items.map(|(word, _)| word.parse::<Audience>().unwrap_or_default());
        let mut audiences = outline.blocks.iter().map(|block| block.audience).chain(of_items);
        let (build, copies) = (self.gate.audience, self.taken_along_for());
        audiences.any(|audience| audience.is_held_by(build) && !audience.is_held_by(copies))
    }

    /// For whom copies of it are: what is for internal eyes stays on the page, since copies go to customers; and what is for
    /// partners is in no copy of what is for customers.
    fn taken_along_for(&self) -> Audience {
        self.gate.audience.max(self.document.audience).max(Audience::Partner)
    }

    fn internal<T>(&self, value: Option<T>) -> Option<T> {
        value.filter(|_| self.gate.is_internal())
    }
}
