-- The facts of a card now carry the shares here and elsewhere, and the statements behind each of them. What was kept
-- without them is forgotten: a morning is computed again from its rows whenever it is asked for.
truncate brain.card, brain.morning;
