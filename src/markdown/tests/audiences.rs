//! What each audience sees.
