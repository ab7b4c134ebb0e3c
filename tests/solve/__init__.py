"""Tests of scheduler.solve."""
