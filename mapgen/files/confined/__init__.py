"""What a process that can do nothing else does with a stranger's file, and how it is asked."""
