"""Tests of scheduler/maps."""
