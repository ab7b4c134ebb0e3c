"""What a proof says, in figures and in sentences."""

from models.proof import Bounded, Proof, proof_texts

NOBODY = Bounded(0, 0, "all plans")


def told(cost: Bounded, travel: Bounded, unplanned: Bounded = NOBODY) -> list[str]:
    return proof_texts(Proof(cost=cost, travel=travel, unplanned=unplanned))


def test_the_proof_is_told_in_minutes_and_in_what_could_be_saved():
    # 26 of 1236 minutes are 2.1 %, 150 of 1500 are 10 %
    cost = Bounded(1500.0, 1350.0, "driving and rhythm")
    driven, priced, counted = told(cost, Bounded(1236.0, 1210.0, "driving"))
    assert driven == (
        "Proven: no plan of these visits drives less than 1,210 minutes; this one drives 1,236,"
        " so at most 2.1% of it could be saved."
    )
    assert priced == (
        "Proven: no plan of these visits costs less than 1,350 minutes by all rules; this one costs"
        " 1,500, so at most 10.0% of it could be saved."
    )
    assert counted == "What the proof counts: driving and rhythm."


def test_a_closed_gap_is_the_least_possible():
    best = Bounded(80.0, 79.9999, "driving")
    assert told(best, best)[0] == (
        "Proven: no plan of these visits drives less than 80 minutes; this one drives 80,"
        " the least possible."
    )


def test_why_there_is_no_bound_is_told():
    none = Bounded(80.0, None, "no bound: days have a load limit")
    (sentence,) = told(none, none)
    assert sentence.startswith("Not proven: ")
    assert sentence.endswith(" The reason: days have a load limit.")


def test_what_is_proven_of_visits_without_a_day_comes_first():
    cost = Bounded(80.0, 70.0, "driving")
    for missing, least, words in (
        (1, 1, "Proven: 1 required visit has no day, and no plan can have fewer."),
        (3, 3, "Proven: 3 required visits have no day, and no plan can have fewer."),
        (3, 2, "3 required visits have no day. Proven: every plan leaves out at least 2."),
        (2, 0, "2 required visits have no day. Whether another plan could hold all"),
    ):
        first = told(cost, cost, Bounded(missing, least, "all plans"))[0]
        assert first.startswith(words)


def test_a_plan_without_a_proof_says_so():
    assert proof_texts(None)[0].startswith("Not proven: ")


def test_the_gap_is_a_share_of_the_plan_and_unknown_without_a_bound():
    assert Bounded(100.0, 75.0, "").gap == 0.25
    assert Bounded(0.0, 0.0, "").gap == 0
    assert Bounded(100.0, None, "").gap is None
    assert not Bounded(100.0, None, "").closed
    assert not Bounded(100.0, 99.9, "").closed
    assert Bounded(100.0, 99.9999, "").closed


def test_what_is_proven_holds_for_every_plan_of_the_same_visits():
    proof = Proof(
        cost=Bounded(100, 90, "cost"), travel=Bounded(80, 80, "driving"), unplanned=NOBODY
    )
    other = proof.of(120, 82)
    assert (other.cost.bound, other.cost.gap) == (90, 0.25)
    assert (other.travel.amount, other.travel.closed) == (82, False)
    assert other.unplanned == NOBODY
