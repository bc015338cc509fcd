"""Files that people should never have, and files that break: what must hold when somebody uploads one."""
