"""What entries lack: proposed from whole proceedings and from the hub, written where it is sure."""
