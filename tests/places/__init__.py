"""Tests of scheduler/places."""
