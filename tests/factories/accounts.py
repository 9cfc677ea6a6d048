"""People for tests, and what they are in a municipality."""

import factory
from allauth.account.models import EmailAddress

from accounts.models import Membership, User

PASSWORD = "et-langt-passord-42"


class UserFactory(factory.django.DjangoModelFactory):
    """Someone with a confirmed e-mail address, who logs in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@konto.kommune.no")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def confirmed(self, create, extracted, **kwargs):
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    municipality_id = "1818"
    role = Membership.Role.LEAD
