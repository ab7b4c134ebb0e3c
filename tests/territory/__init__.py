"""Tests of scheduler/territory."""
