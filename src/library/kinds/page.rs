//! A page: any document that is nothing more special.

use super::{Kind, PAGE};

pub(super) fn kind() -> Kind {
    Kind {
        description: "Any other document. Keys that aren't known are kept as extra values.".to_owned(),
        folders: Vec::new(),
        open: true,
        ..Kind::built_in(PAGE, "Pages", "")
    }
}
