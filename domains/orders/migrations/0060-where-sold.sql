-- By whom, where and in which community an order was placed, and what the buyer wrote, as its source told with it.
alter table orders."order" add column leader text, add column pickup text, add column community text, add column note text;
