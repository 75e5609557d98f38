def rule_names():
    return ()
