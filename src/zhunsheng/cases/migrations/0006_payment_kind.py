from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_several_parties'),
    ]

    operations = [
        migrations.AddField(
            model_name='payment',
            name='kind',
            field=models.CharField(
                choices=[('FINE', '罚款'), ('SURCHARGE', '加处罚款')],
                default='FINE',
                max_length=10,
                verbose_name='款项',
            ),
        ),
        migrations.AddField(
            model_name='payment',
            name='way',
            field=models.CharField(
                choices=[('BANK', '银行或者电子支付缴款'), ('ON_SPOT', '执法人员当场收缴')],
                default='BANK',
                max_length=10,
                verbose_name='缴款方式',
            ),
        ),
    ]
