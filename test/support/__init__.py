"""What tests share: servers to talk to, mails, programs of their own, and waits."""
