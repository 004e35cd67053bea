//! Passes
