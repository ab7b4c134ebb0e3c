"""Tests of scheduler/travel."""
