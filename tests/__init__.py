"""Tests of Rounds; the folders mirror the packages."""
