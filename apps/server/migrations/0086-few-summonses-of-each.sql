-- The list of a department is found by its own index, which has the order asked for. Where few departments are called,
-- the planner takes each for so frequent that it walks through everybody's newest instead, to the end for whoever was
-- never called: it is told that a department has a small share of all.

alter table summonses alter column department set (n_distinct = -0.01);
analyze summonses (department);
