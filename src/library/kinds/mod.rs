//! The built-in kinds: a file each, with the kind's fields and the rules that `check` holds it to.
