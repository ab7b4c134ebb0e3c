"""Tests of scheduler/io."""
