// Every test of the page's logic, in one bundle that node runs.

import "./oval.test";
import "./race.test";
import "./words.test";
import "./chart.test";
import "./pack.test";
import "./pace.test";
import "./athlete.test";
