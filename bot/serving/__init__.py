"""What stands between the network and the application: who is let in, how much, and how long."""
