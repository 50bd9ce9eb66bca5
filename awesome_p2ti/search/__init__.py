"""What `find` finds: papers by words, by what is pasted, by person, time, model and venue."""
