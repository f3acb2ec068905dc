"""Tests of taking down what happened."""
