"""What must hold across entries: a module for each kind of rule; ``registry`` names them all."""
