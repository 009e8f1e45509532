"""Evaluating an idea: one judgement for each person, in words before figures."""
