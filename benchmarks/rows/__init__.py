"""What is measured: functions that take the server's port and an effort, and add figures."""
