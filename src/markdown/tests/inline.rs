//! Text within blocks.
