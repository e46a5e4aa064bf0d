//! The index, opened: one tantivy segment, with what every query needs of it at hand.

use std::sync::Arc;

use tantivy::{
    Directory, Index, InvertedIndexReader, SegmentReader,
    fieldnorm::FieldNormReader,
    schema::{Field, IndexRecordOption},
};

use crate::{SearchError, ranking::as_f32, schema::Fields};

/// An index of one segment.
pub(crate) struct Segment {
    pub(crate) fields: Fields,
    reader: SegmentReader,
    /// In the order of [`FIELDS`](crate::ranking::FIELDS).
    pub(crate) texts: Vec<TextField>,
}

/// A field in which words are looked for.
pub(crate) struct TextField {
    pub(crate) index: Arc<InvertedIndexReader>,
    lengths: Option<FieldNormReader>,
    /// Usual length in terms, of the sections that have the field.
    average: f32,
}

impl std::fmt::Debug for Segment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Segment").field("sections", &self.sections()).finish_non_exhaustive()
    }
}

impl Segment {
    /// Opens the index of a directory; `None` where it holds nothing.
    pub(crate) fn open(directory: Box<dyn Directory>) -> Result<Option<Self>, SearchError> {
        let index = Index::open(directory)?;
        let (schema, fields) = Fields::build();
        if index.schema() != schema {
            return Err(SearchError::Damaged("its fields are not those of this version".to_owned()));
        }
        let segments = index.searchable_segments()?;
        let [segment] = segments.as_slice() else {
            return if segments.is_empty() {
                Ok(None)
            } else {
                Err(SearchError::Damaged("it has more than one segment".to_owned()))
            };
        };
        if segment.meta().max_doc() == 0 {
            return Ok(None);
        }
        let reader = SegmentReader::open(segment)?;
        let texts =
            fields.searched().into_iter().map(|field| TextField::open(&reader, field)).collect::<Result<_, _>>()?;
        Ok(Some(Self { fields, reader, texts }))
    }

    /// How many sections there are.
    pub(crate) fn sections(&self) -> usize {
        self.reader.max_doc() as usize
    }

    /// The index of a field.
    pub(crate) fn inverted(&self, field: Field) -> Result<Arc<InvertedIndexReader>, SearchError> {
        Ok(self.reader.inverted_index(field)?)
    }

    /// Reads all postings that belong into the hot file, so that a directory which records reads learns of them.
    pub(crate) fn read_resident(&self) -> Result<(), SearchError> {
        for field in self.fields.resident() {
            let index = self.inverted(field)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                index.read_postings_from_terminfo(terms.value(), IndexRecordOption::WithFreqs)?;
            }
        }
        Ok(())
    }
}

impl TextField {
    fn open(reader: &SegmentReader, field: Field) -> Result<Self, SearchError> {
        let index = reader.inverted_index(field)?;
        let lengths = reader.fieldnorms_readers().get_field(field)?;
        if lengths.as_ref().is_some_and(|lengths| lengths.num_docs() != reader.max_doc()) {
            return Err(SearchError::Damaged("lengths are missing".to_owned()));
        }
        let present = lengths
            .as_ref()
            .map_or(0, |lengths| (0..reader.max_doc()).filter(|section| lengths.fieldnorm_id(*section) > 0).count());
        let total = usize::try_from(index.total_num_tokens()).unwrap_or(usize::MAX);
        let average = if present == 0 { 0.0 } else { as_f32(total) / as_f32(present) };
        Ok(Self { index, lengths, average })
    }

    /// Length of a section's text, 1 being usual.
    pub(crate) fn relative_length(&self, section: u32) -> f32 {
        let length = self.lengths.as_ref().map_or(1.0, |lengths| as_f32(lengths.fieldnorm(section) as usize));
        if self.average > 0.0 { length / self.average } else { 1.0 }
    }
}
