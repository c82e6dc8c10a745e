"""The audit: checks into verdicts and findings, points into scores, scores into a ranking."""
